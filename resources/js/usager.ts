import { enhanceAll } from './enhance.js'

/** The one script of the usager's pages; all else is fetched when a page asks for it. */
enhanceAll(
  {
    'find-demarches': () => import('./find_demarches.js'),
    'combobox': () => import('./search_select.js'),
    'linked': () => import('./linked.js'),
    'form': () => import('./form/form.js'),
    'strokes': () => import('./strokes.js'),
    'address': () => import('./places/address.js'),
    'place': () => import('./places/place.js'),
    'presence': () => import('./presence.js'),
    'map-view': () => import('./places/map_view.js'),
    'preview-pdf': () => import('./preview_pdf.js'),
    'map': () => import('./places/map.js'),
  },
  document.body
)
