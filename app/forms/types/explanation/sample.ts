import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: {
    description:
      'En cas de **danger immédiat**, appelez le 112.\n\n- n’attendez pas notre réponse ;\n- éloignez-vous.',
  },
  accepted: [],
  refused: [],
}
