import { PurgePieces } from '#dossiers/actions/purge_pieces'
import { communeIds } from '#tenancy/commune'
import { withCommune } from '#tenancy/scope'

/** Removes what no draft claims, commune by commune, a batch at a time. */
export async function purgePieces() {
  for (const communeId of await communeIds()) {
    while ((await withCommune(communeId, () => new PurgePieces().handle())) > 0);
  }
}
