import { withCommune } from '#tenancy/scope'

export interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Plans'?: PlanNode[]
}

export const nodesOf = (node: PlanNode): PlanNode[] => [
  node,
  ...(node.Plans ?? []).flatMap(nodesOf),
]

/**
 * What the queries of `read` do, as the role that serves requests. Those inside of a function are
 * not seen.
 */
export function planOf(communeId: string, read: () => Promise<unknown>): Promise<PlanNode[]> {
  return withCommune(communeId, async ({ trx }) => {
    const nodes: PlanNode[] = []
    const run = trx.rawQuery.bind(trx) as any
    trx.rawQuery = (async (query: string, bindings: unknown) => {
      const { rows } = await run(`explain (analyze, format json) ${query}`, bindings)
      nodes.push(...nodesOf(rows[0]['QUERY PLAN'][0].Plan))
      return run(query, bindings)
    }) as never
    await read()
    return nodes
  })
}
