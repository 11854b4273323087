import db from '@adonisjs/lucid/services/db'
import type { Definition } from '#workflow/main'

/** Shares of a commune that has been running for years: most of what it received is closed. */
const SHARES = { accueil: 4, usager: 3, service: 5, closed: 86, draft: 2 }

interface Place {
  demarche_id: string
  version_id: string
  title: string
  state: string
  state_label: string
  holder: string | null
  final: string | null
  weight: number
}

/**
 * Fills a commune with dossiers of its published démarches, in every state of their workflows and
 * over the last three years, with their journal. As the owner, in a few statements: about 100,000
 * in ten seconds. Dates are to the minute, so that many are equal.
 *
 * @param count how many to add
 */
export async function fillCommune(communeId: string, count: number): Promise<void> {
  await fillCommunes([{ communeId, count }])
}

/** Several communes, whose figures the planner learns at the end. */
export async function fillCommunes(
  communes: { communeId: string; count: number }[]
): Promise<void> {
  for (const { communeId, count } of communes) await addDossiers(communeId, count)
  for (const table of ['dossiers', 'dossier_texts', 'journal_entries']) {
    await db.connection('owner').rawQuery(`vacuum (analyze) ${table}`)
  }
}

async function addDossiers(communeId: string, count: number) {
  const owner = db.connection('owner')
  await owner.transaction(async (trx) => {
    await trx.rawQuery(`select set_config('app.commune_id', ?, true)`, [communeId])
    const places = await placesOf(trx)
    const { rows: before } = await trx.rawQuery('select count(*)::int as n from dossiers')
    await trx.rawQuery(DOSSIERS, [JSON.stringify(places), before[0].n, before[0].n + count])
    await trx.rawQuery(WORDS_FOUND)
    await trx.rawQuery(JOURNAL, [before[0].n])
  })
}

/** Every state that a dossier can be in, as many times as it is likely. */
async function placesOf(trx: { rawQuery(query: string): Promise<any> }): Promise<Place[]> {
  const { rows } = await trx.rawQuery(
    `select d.id as demarche_id, v.id as version_id, d.title, v.workflow
     from demarches d join demarche_versions v on v.commune_id = d.commune_id and v.id = d.version_id`
  )
  if (rows.length === 0) throw new Error('The commune has no published démarche')
  return rows.flatMap(({ workflow, ...demarche }: { workflow: Definition } & Place) => {
    const states = Object.entries(workflow.states).map(([state, { label, holder, final }]) => ({
      ...demarche,
      state,
      state_label: label,
      holder: holder ?? null,
      final: final ?? null,
    }))
    const trayOf = (place: (typeof states)[number]) =>
      place.final ? 'closed' : (place.holder as 'accueil' | 'usager' | 'service')
    const among = (place: (typeof states)[number]) =>
      states.filter((other) => trayOf(other) === trayOf(place)).length
    return [
      ...states.map((place) => ({ ...place, weight: SHARES[trayOf(place)] / among(place) })),
      {
        ...demarche,
        state: 'brouillon',
        state_label: 'Brouillon non soumis',
        holder: null,
        final: null,
        weight: SHARES.draft,
      },
    ]
  })
}

const WORDS = `array['nid','poule','trottoir','lampadaire','panne','eclairage','arbre','branche',
  'tombee','depot','sauvage','encombrants','ecole','maternelle','passage','pieton','bruit','voisin',
  'terrasse','mariage','naissance','echafaudage','travaux','toiture','facade','marche','brocante',
  'stationnement','livraison','chien','rats','fuite','eau','egout','inondation','banc','poubelle',
  'verre','vitesse','feu','carrefour','panneau','signalisation','piste','velo','square','fontaine']`
const FIRST = `array['Zoé','Nora','Émile','Étienne','Claire','Antoine','Ursule','Silvère','Marthe',
  'Pascal','Sidonie','Octave','Denise','Gervaise','Auguste','Hélène','Jeanne','Lazare','Pauline']`
const LAST = `array['Rougon','Macquart','Martin','Lefèvre','Mouret','Dubois','Coupeau','Lantier',
  'Maheu','Quenu','Saccard','Dupont','Bernard','Peeters','Janssens','Moreau','Hallegrain','Béraud']`
const STREETS = `array['de la Banne','des Jardins','du Cours Sauvaire','de Rome','Balande','des Vignes']`

const pick = (list: string, salt: number) =>
  `(${list})[1 + abs(hashint8(n * 31 + ${salt})::bigint) % array_length(${list}, 1)]`
const UUID = `(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' ||
  substr(md5(n::text), 1, 3) || '8' || substr(md5('k' || n), 1, 15))::uuid`
const REFERENCE = `(select string_agg(substr('34679ACDEFGHJKMNPQRTWXY',
    1 + ((n * 1000003) % 3404825447 / (23 ^ i)::bigint % 23)::int, 1), '' order by i desc)
  from generate_series(0, 6) i)`

const DOSSIERS = `
  with places as (
    select *, sum(weight) over (order by ordinality) - weight as low, sum(weight) over (order by ordinality) as high,
      sum(weight) over () as total
    from rows from (jsonb_to_recordset(?::jsonb) as (demarche_id uuid, version_id uuid, title text, state text,
      state_label text, holder text, final text, weight float)) with ordinality
  ), services as (
    select array_agg(id order by name) as ids, array_agg(name order by name) as names from services
  ), made as (
    select n, date_trunc('minute', now() - interval '5 minutes'
        - interval '3 years' * (abs(hashint8(n * 17))::float / 2147483648)) as at,
      abs(hashint8(n * 7 + 3))::float / 2147483648 as chance,
      ${pick(FIRST, 1)} || ' ' || ${pick(LAST, 2)} as name,
      ${REFERENCE} as letters,
      (select string_agg(${pick(WORDS, 5).replaceAll('n * 31', 'n * 31 + w * 1009')}, ' ')
        from generate_series(1, 14) w) as content,
      1 + abs(hashint8(n * 13)::bigint) % greatest(array_length(services.ids, 1), 1) as service,
      services.ids, services.names
    from generate_series(?::bigint + 1, ?::bigint) n, services
  ), placed as (
    select made.*, p.demarche_id, p.version_id, p.title, p.state, p.state_label, p.holder, p.final,
      p.state <> 'brouillon' as sent, left(letters, 3) || '-' || right(letters, 4) as reference,
      coalesce(p.holder = 'service' or p.final is not null and n % 2 = 0, false) as transferred,
      lower(translate(replace(name, ' ', '.'), 'éèÉ', 'eeE')) || n || '@exemple.fr' as email,
      '04 90 ' || to_char(n % 1000000, 'FM00"_"00"_"00') as phone
    from made join places p on made.chance * p.total >= p.low and made.chance * p.total < p.high
  )
  insert into dossiers (commune_id, id, demarche_id, version_id, demarche_title, reference, channel,
    state, state_label, holder, final, service_id, standing, revision, answers, contact_email,
    contact_name, contact_phone, search, submitted_at, closed_at, created_at, updated_at)
  select current_setting('app.commune_id')::uuid, ${UUID}, demarche_id, version_id, title,
    case when sent then reference end,
    case n % 20 when 0 then 'counter' when 1 then 'phone' when 2 then 'paper' else 'online' end,
    state, state_label, holder, final,
    case when transferred then ids[service] end,
    case when sent then jsonb_build_object('state', state, 'since', at, 'submittedAt', at,
      'holder', holder, 'serviceId', case when transferred then ids[service] end,
      'serviceLabel', case when transferred then names[service] end, 'origins', '[]'::jsonb,
      'reopened', '[]'::jsonb, 'opinions', '[]'::jsonb, 'revision', 1,
      'clocks', '{"entered":1,"paused":[],"done":[]}'::jsonb) end,
    sent::int,
    jsonb_build_object('demande', jsonb_build_object('objet', initcap(content)),
      'contact', jsonb_build_object('nom', name, 'courriel', email)),
    email, name, replace(phone, '_', ' '),
    case when sent then lower(translate(reference, '-', ' ') || ' ' || letters || ' ' || title || ' ' || content || ' ' ||
      n % 200 || ' rue ' || ${pick(STREETS, 9)} || ' ' || translate(name, 'éèÉ', 'eeE') || ' ' ||
      email || ' ' || translate(phone, '_ ', '')) else '' end,
    case when sent then at end,
    case when final is not null then least(now(), at + interval '9 days') end,
    at, least(now(), at + interval '1 day' * (n % 20))
  from placed`

const WORDS_FOUND = `
  insert into dossier_texts (commune_id, id, words)
  select commune_id, id, array_to_tsvector(array_remove(string_to_array(search, ' '), ''))
  from dossiers where submitted_at is not null
  on conflict do nothing`

const JOURNAL = `
  insert into journal_entries (commune_id, id, dossier_id, type, label, to_state, actor_role,
    actor_label, public, at)
  select commune_id, gen_random_uuid(), id, kind, words, case kind when 'submitted' then state end,
    role, case role when 'usager' then contact_name else 'Anne Accueil' end, kind = 'submitted', filed_at
  from (select *, row_number() over (order by id) as n from dossiers where submitted_at is not null) d,
    (values ('submitted', 'Demande envoyée', 'usager'), ('opened', 'Dossier consulté', 'accueil')) k (kind, words, role)
  where n > ?::bigint and (kind = 'submitted' or holder is distinct from 'accueil' or hashint8(n) % 2 = 0)`
