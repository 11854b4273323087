import { byName } from '#catalogue/actions/offer_ready'
import type { ReadyDemarche } from '#catalogue/ready_demarches'
import { findWorkflow } from '#workflow/main'

/** What town halls usually call their services: those that ready démarches go to first. */
export const READY_SERVICES = [
  'État civil',
  'Voirie',
  'Éducation',
  'Police municipale',
  'Vie associative',
  'Espaces verts',
  'Urbanisme',
  'Propreté',
  'Éclairage public',
  'Population',
  'Cimetières',
  'Finances',
  'Maire',
  'Secrétariat',
]

/** The services that the workflow of a ready démarche calls by name and that are not among these. */
export function missingServices(
  { workflow }: Pick<ReadyDemarche, 'workflow'>,
  services: { name: string }[]
): string[] {
  const known = services.map(({ name }) => ({ label: name }))
  const called = Object.values(findWorkflow(workflow)?.services ?? {})
  return called.filter((name) => !byName(known, name))
}

/** Those of a country: what is of no country is of both. */
export const isOf = (country: 'FR' | 'BE') => (ready: ReadyDemarche) =>
  !ready.country || ready.country === country
