import { enhanceAll } from './enhance.js'

/** The one script of the agents' pages; all else is fetched when a page asks for it. */
enhanceAll(
  {
    'arrange': () => import('./arrange.js'),
    'exports': () => import('./exports.js'),
    'keys': () => import('./keys.js'),
    'live': () => import('./live_list.js'),
    'live-dossier': () => import('./live_dossier.js'),
    'tags': () => import('./tags.js'),
    'tour': () => import('./tour.js'),
  },
  document.body
)
