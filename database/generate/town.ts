import { communeCalendar } from '#dossiers/calendar'
import { openVersion } from '#catalogue/versions'
import type { Document } from '#forms/main'
import { sql, withCommune } from '#tenancy/scope'
import type { Actor, Calendar, Definition, ServiceRef } from '#workflow/main'
import { Content } from './chain.js'
import { Dice } from './dice.js'
import { type Paper, papersOf } from './papers.js'
import { type Cast, type Line, type Moment, storyOf, Timed } from './stories.js'

/** A moment of a story as it is written in the dossiers of one commune. */
export interface Told extends Omit<Moment, 'lines' | 'standing'> {
  lines: (Line & { content: Content; cells: LineCells })[]
  standing: Timed
  serviceId: string | null
  revision: number
}

/** What is the same in each dossier, as the columns of the journal hold it. */
interface LineCells {
  service: string | null
  keys: string
  data: string
}

export interface Offered {
  demarcheId: string
  versionId: string
  title: string
  workflow: Definition
  papers: Paper[]
  stories: Told[][]
  /** How often it is asked for, beside the others. */
  weight: number
}

/** What dossiers of a commune are made of. */
export interface Town {
  id: string
  offered: Offered[]
  services: Map<string, { email: string }>
  /** Accounts of the accueil: none where its lines are signed by somebody made up. */
  agents: string[]
  calendar: Calendar
}

/** Forms that many communes offer alike are filled in once. */
const known = new Map<string, Paper[]>()

/** @throws where the commune has published nothing */
export function townOf(communeId: string, count: number, seed: string): Promise<Town> {
  const dice = new Dice(`${seed}:${count}`)
  return withCommune(communeId, async () => {
    const [rows, services, accounts] = [
      await sql(
        `select d.id as demarche_id, v.id as version_id, v.title, v.hash, v.workflow
         from demarches d join demarche_versions v on v.commune_id = d.commune_id and v.id = d.version_id
         order by d.position, d.title`
      ),
      await sql<{ id: string; name: string; email: string }>(
        'select id, name, email from services order by position, name'
      ),
      await sql<{ id: string; name: string }>(
        `select a.id, a.name from accounts a join memberships m on m.account_id = a.id
         where m.role = 'accueil' order by a.id`
      ),
    ]
    if (rows.length === 0) throw new Error('The commune has no published démarche')
    const agents = accounts.map(({ id, name }) => ({ role: 'accueil' as const, id, label: name }))
    const cast: Cast = {
      agents: agents.length ? agents : MADE_UP,
      services: services.map(({ id, name }): ServiceRef => ({ id, label: name })),
    }
    const many = Math.min(60, 6 + Math.ceil(count / 50))
    const offered: Offered[] = []
    for (const [place, row] of rows.entries()) {
      offered.push({
        demarcheId: row.demarche_id,
        versionId: row.version_id,
        title: row.title,
        workflow: row.workflow,
        papers: await filledIn(row as Published),
        stories: Array.from({ length: many }, () =>
          storyOf(row.workflow, cast, dice).map((moment) => toldIn(communeId, moment))
        ),
        weight: 1 / (place + 1),
      })
    }
    return {
      id: communeId,
      offered,
      services: new Map(services.map(({ id, email }) => [id, { email }])),
      agents: agents.map(({ id }) => id),
      calendar: await communeCalendar(),
    }
  })
}

const MADE_UP: Actor[] = [{ role: 'accueil', label: 'Anne Accueil' }]

const PAPERS = 40

interface Published {
  version_id: string
  hash: string
  title: string
}

async function filledIn({ version_id: id, hash, title }: Published): Promise<Paper[]> {
  const key = `${hash} ${title}`
  const filled = known.get(key)
  if (filled) return filled
  const { form } = await openVersion(id)
  const [row] = await sql<{ document: Document }>(
    `select compiled->'document' as document from demarche_versions where id = ?`,
    [id]
  )
  const papers = papersOf({ form, title, document: row!.document }, new Dice(key), PAPERS)
  known.set(key, papers)
  return papers
}

function toldIn(communeId: string, { standing, lines, ...moment }: Moment): Told {
  return {
    ...moment,
    standing: new Timed(JSON.stringify(standing)),
    serviceId: standing.serviceId,
    revision: standing.revision,
    lines: lines.map((line) => ({
      ...line,
      content: new Content(line, communeId),
      cells: {
        service: line.service && JSON.stringify(line.service),
        keys: `{${line.publicKeys.map((key) => `"${key}"`).join(',')}}`,
        data: JSON.stringify(line.data),
      },
    })),
  }
}
