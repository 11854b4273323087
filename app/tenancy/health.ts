import db from '@adonisjs/lucid/services/db'

/** Whether the application's own role can reach the database. */
export async function databaseHealth(): Promise<boolean> {
  try {
    await db.connection('app').rawQuery('select 1 from hostnames limit 1')
    return true
  } catch {
    return false
  }
}
