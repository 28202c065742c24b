import { keeping, type Act } from '#platform/records/act.ts';

/** Takes away what no attachment names any more. After the commit, so that nothing is lost by an act that fails; what an interruption leaves, `verify-files` names. */
export async function removeContents({ house, county }: Pick<Act, 'house' | 'county'>, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes) {
    const named = await keeping(house, county, (db) => db.selectFrom('attachments').select('id').where('county_id', '=', county).where('hash', '=', hash).limit(1).execute());
    if (named.length === 0) await house.files.remove(county, hash); // the same may have been attached elsewhere meanwhile
  }
}
