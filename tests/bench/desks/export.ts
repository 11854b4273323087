import Account from '#identity/account'
import { AskExport } from '#reporting/exports/actions/ask_export'
import { RunExport } from '#reporting/exports/actions/run_export'
import { withCommune } from '#tenancy/scope'
import { AGENT, type Town } from '../core/town.js'

/**
 * Makes the spreadsheet of a whole commune, as the worker does.
 *
 * @returns how long it took, and how much memory came to be used meanwhile
 */
export async function exportList(town: Town): Promise<{ ms: number; rss_growth_mb: number }> {
  const listExport = await withCommune(town.id, async () => {
    const account = await Account.findByOrFail('email', AGENT.email)
    const asked = await new AskExport().handle({
      account,
      desk: 'accueil',
      address: '/accueil?vue=tous',
      format: 'csv',
    })
    if (asked.type !== 'asked') throw new Error(asked.type)
    return asked.listExport
  })
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50)
  const began = performance.now()
  await new RunExport().handle(town.id, listExport.id)
  const ms = Math.round(performance.now() - began)
  clearInterval(watch)
  const state = await withCommune(town.id, async () => (await listExport.refresh()).state)
  if (state !== 'ready') throw new Error(`The export is ${state}`)
  return { ms, rss_growth_mb: Math.round((most - before) / 1_048_576) }
}
