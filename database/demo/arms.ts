/** Arms of the demo's communes, drawn for it. */
const shield = 'M8 6h84v50c0 26-18 42-42 54C26 98 8 82 8 56z'

const framed = (field: string, charges: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 116"><path d="${shield}" fill="${field}"/>${charges}<path d="${shield}" fill="none" stroke="#3b2f1e" stroke-width="2.5"/></svg>`

/** Azure, a tower or on a mount vert; a chief gules with three bezants. */
export const plassansArms = framed(
  '#1f5c8c',
  '<path d="M8 6h84v26H8z" fill="#a8281e"/><g fill="#f2c230"><circle cx="26" cy="19" r="7"/><circle cx="50" cy="19" r="7"/><circle cx="74" cy="19" r="7"/></g><path d="M13 74c10-10 24-13 37-13s27 3 37 13c-5 17-19 28-37 36-18-8-32-19-37-36z" fill="#3f7d4a"/><path d="M34 66V46h-4v-8h8v4h6v-4h12v4h6v-4h8v8h-4v20z" fill="#f2c230"/><path d="M45 66V56a5 5 0 0 1 10 0v10z" fill="#3b2f1e"/>'
)

/** Sable, a hammer and a pick crossed argent; a base gules with three flames or. */
export const montsouArms = framed(
  '#2b2a2d',
  '<path d="M10 70h80c-5 19-20 31-40 40C30 101 15 89 10 70z" fill="#8a3324"/><g stroke="#e8e6df" stroke-width="5" stroke-linecap="round"><path d="M28 62 68 24M72 62 32 24"/></g><path d="m60 18 14-4 8 12-8 8z" fill="#e8e6df"/><path d="M18 32c4-10 14-16 26-14-10 2-18 8-22 18z" fill="#e8e6df"/><g fill="#f2c230"><path d="M32 86c-4-5-1-9 2-13 3 4 6 8 2 13z"/><path d="M48 94c-4-5-1-10 2-15 3 5 6 10 2 15z"/><path d="M64 86c-4-5-1-9 2-13 3 4 6 8 2 13z"/></g>'
)
