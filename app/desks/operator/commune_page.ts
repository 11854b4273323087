import type { HttpContext } from '@adonisjs/core/http'
import { exportsOf } from '#archive/commune/exports'
import type { CommuneSheet } from '#desks/operator/queries/communes'
import { hostnamesOf } from '#desks/operator/queries/hostnames'
import { usageByCommune } from '#desks/operator/queries/usage'
import { DELETION_DELAY_DAYS } from '#tenancy/commune_life'
import { recordOf } from '#tenancy/hostname_life'
import { lastEntries } from '#tenancy/operator_entries'

/** The sheet of a commune, as it is or with what is wrong with a form of it that was sent. */
export async function communePage(
  { response, request, view }: HttpContext,
  sheet: CommuneSheet,
  errors: Record<string, string> = {}
) {
  if (Object.keys(errors).length > 0) response.status(422)
  const hostnames = await hostnamesOf(sheet.id)
  return view.render('pages/operator/communes/show', {
    sheet,
    hostnames: hostnames.map((one) => ({ ...one, record: recordOf(one.host) })),
    days: DELETION_DELAY_DAYS,
    usage: (await usageByCommune()).get(sheet.id) ?? null,
    exports: await exportsOf(sheet.id),
    entries: await lastEntries({ aboutId: sheet.id, limit: 20 }),
    typed: request.body(),
    errors,
  })
}
