/** A draft goes this long after it was last saved: its mailed link lives no longer. */
export const DRAFT_DAYS = 30

/** Its usager is told this long before. `purge_dossier` holds to both. */
export const WARNING_DAYS = 7

/** What nobody archived is archived this long before it goes, so that it can still be downloaded. */
export const ARCHIVE_AHEAD_DAYS = 30

/** What « à purger prochainement » shows. */
export const SOON_DAYS = 60

/** Of a batch, in one transaction. */
export const BATCH = 50

/**
 * The closed dossiers whose time is over within so many days, the first to go first. Asked by
 * démarche, each from its index; the days of slack are for months of unequal lengths.
 *
 * @param columns of `d` (a dossier) and `m` (its démarche)
 * @param where what else must hold
 */
export const dueQuery = (columns: string, where = 'true') => `
  select ${columns}, purge_on(d.closed_at, m.retention_months) as goes_on
  from demarches m join lateral (
    select * from dossiers d
    where d.demarche_id = m.id and d.closed_at is not null
      and d.closed_at < now() - make_interval(months => m.retention_months) + make_interval(days => ?::int + 4)
      and ${where}
    order by d.closed_at, d.id limit ?
  ) d on true
  where m.retention_months is not null
    and purge_on(d.closed_at, m.retention_months) <= (now() at time zone 'Europe/Paris')::date + ?::int
  order by goes_on, d.id limit ?`
