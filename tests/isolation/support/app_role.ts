import pg from 'pg'

export interface ForeignKey {
  table: string
  column: string
  target: string
}

/**
 * The role that serves requests, with nothing of the application in between. Each call is one
 * transaction that is rolled back: tests try, and leave no trace.
 */
export class AppRole {
  #client = new pg.Client(process.env.APP_DATABASE_URL)

  static async connect() {
    const role = new AppRole()
    await role.#client.connect()
    return role
  }

  close = () => this.#client.end()

  /** @param communeId the scope; none with null */
  async query<Row = Record<string, any>>(
    communeId: string | null,
    sql: string,
    values: any[] = []
  ) {
    await this.#client.query('begin')
    try {
      if (communeId) {
        await this.#client.query(`select set_config('app.commune_id', $1, true)`, [communeId])
      }
      const { rows, rowCount } = await this.#client.query(sql, values)
      return { rows: rows as Row[], count: rowCount ?? 0 }
    } finally {
      await this.#client.query('rollback')
    }
  }

  /** The SQLSTATE that PostgreSQL answers, or how many rows were touched. */
  async attempt(communeId: string | null, sql: string, values: any[] = []) {
    try {
      return (await this.query(communeId, sql, values)).count
    } catch (error) {
      return (error as { code: string }).code
    }
  }

  /** Every table whose rows belong to a commune, from the catalogue. */
  async tenantTables(): Promise<string[]> {
    const { rows } = await this.query(
      null,
      `select c.relname as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id' and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and c.relname <> 'hostnames' order by 1`
    )
    return rows.map((row) => row.name)
  }

  /** The columns by which tables of communes refer to each other, besides the commune. */
  async foreignKeys(): Promise<ForeignKey[]> {
    const { rows } = await this.query<ForeignKey>(
      null,
      `select c.conrelid::regclass::text as table, a.attname as column,
         c.confrelid::regclass::text as target
       from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
       where c.contype = 'f' and c.connamespace = 'public'::regnamespace
         and array_length(c.conkey, 1) = 2`
    )
    return rows
  }

  async columns(table: string): Promise<string> {
    const { rows } = await this.query(
      null,
      `select attname from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table]
    )
    return rows.map((row) => row.attname).join(', ')
  }

  /** Some row of the commune, as JSON, where this column holds something. */
  async rowOf(communeId: string, table: string, column = 'id') {
    const { rows } = await this.query(
      communeId,
      `select to_jsonb(t) as row from ${table} t where ${column} is not null limit 1`
    )
    if (!rows[0]) throw new Error(`${table}: no row with ${column} to try with`)
    return rows[0].row as Record<string, unknown>
  }

  /** What a commune holds, in one number for each table: to see that nothing has changed. */
  async digests(communeId: string) {
    const digests: Record<string, string> = {}
    for (const table of await this.tenantTables()) {
      const { rows } = await this.query(
        communeId,
        `select count(*) || ':' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as d
         from ${table} t`
      )
      digests[table] = rows[0]!.d
    }
    return digests
  }
}
