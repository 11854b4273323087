import type { TaskList } from 'graphile-worker'
import type { Tasks } from '#tenancy/jobs'
import { sendMail } from '#notifications/send_mail'

/** What a task is given: its payload, and the commune that the database added to it. */
type Payload<Name extends keyof Tasks> = Tasks[Name] & { communeId: string }

const every: { [Name in keyof Tasks]: (payload: Payload<Name>) => Promise<void> } = {
  send_mail: sendMail,
}

export const tasks = every as TaskList
