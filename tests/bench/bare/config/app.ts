export { http } from '#config/app'
