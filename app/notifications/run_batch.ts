import { RunBatch } from '#dossiers/actions/run_batch'
import { withCommune } from '#tenancy/scope'

interface Payload {
  batchId: string
  communeId: string
}

/** Until no dossier of the batch is left. */
export async function runBatch({ batchId, communeId }: Payload) {
  while ((await withCommune(communeId, () => new RunBatch().handle(batchId))) > 0);
}
