import { defineConfig } from '@adonisjs/core/bodyparser'

/** What one file may weigh, in bytes, wherever it is sent from. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024

export default defineConfig({
  allowedMethods: ['POST'],
  form: {
    convertEmptyStringsToNull: false,
    trimWhitespaces: false,
    limit: '1mb',
    types: ['application/x-www-form-urlencoded'],
  },
  json: {
    convertEmptyStringsToNull: false,
    trimWhitespaces: false,
    limit: '1mb',
    types: ['application/json'],
  },
  multipart: {
    autoProcess: true,
    convertEmptyStringsToNull: false,
    trimWhitespaces: false,
    processManually: [],
    limit: '64mb',
    fieldsLimit: '1mb',
    maxFields: 2000,
    types: ['multipart/form-data'],
  },
})
