export { default } from '#config/logger'
