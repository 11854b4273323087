import type { Place } from './address.js'
import { certificatePanel } from './panels/certificate.js'
import { deadlinePanel } from './panels/deadline.js'
import { effectsPanel } from './panels/action_effects.js'
import { essentialPanel } from './panels/action_essential.js'
import { formPanel } from './panels/action_form.js'
import type { Panel } from './panels/panel.js'
import { rulePanel } from './panels/rule.js'
import { servicePanel } from './panels/service.js'
import { settingsPanel } from './panels/settings.js'
import { statePanel } from './panels/state.js'

/** The fields of the third area at this place. */
export function panelAt({ subject, volet }: Place): Panel {
  switch (subject) {
    case 'settings':
      return settingsPanel
    case 'states':
      return statePanel
    case 'actions':
      return volet === 'demande' ? formPanel : volet === 'suites' ? effectsPanel : essentialPanel
    case 'deadlines':
      return deadlinePanel
    case 'routing':
      return rulePanel
    case 'certificates':
      return certificatePanel
    case 'services':
      return servicePanel
  }
}
