import { effects, enterMany } from '#duties/opinions/ledger/actions.ts';
import { intoLead, mergeAll } from '#duties/opinions/ledger/merging.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { take } from '#platform/records/write.ts';
import { dayIn, type Life } from './life.ts';

/** One matter of which four people told: three voices go along with the first, one is taken apart again, and the answer is given once. A member brings another. */
export function mergedVoices(life: Life): void {
  const [place] = life.places;
  if (!place) return;
  const told = (received_on: string, matter: string, way: string, reporter: string) => ({ committee_id: place.committee.id, received_on, matter, way, reporter, place: '岩脚村', category: '市政设施', dispute: false });
  let rows: LedgerEntry[] = [];
  life.on(dayIn(life.year, 10, 9), place.clerk, async (act) => void (rows = await enterMany(act, [
    told(dayIn(life.year, 10, 7), '岩脚村到集镇的便民桥护栏断了两处，学生过桥危险', 'visit', '吴大娘'),
    told(dayIn(life.year, 10, 8), '便民桥护栏断了，希望赶快修', 'telephone', '石老伯'),
    told(dayIn(life.year, 10, 8), '岩脚村便民桥护栏坏了，晚上差点摔下去', 'reception', '龙家媳妇'),
    told(dayIn(life.year, 10, 9), '便民桥头的路灯不亮', 'visit', '杨二叔'),
  ], {})));
  life.on(dayIn(life.year, 10, 10), place.clerk, async (act) => {
    const [lead, ...others] = rows;
    if (lead) await mergeAll(act, lead.id, others.map(({ id }) => id), intoLead);
  });
  life.on(dayIn(life.year, 10, 13), place.clerk, async (act) => {
    const lamp = rows.at(-1);
    if (lamp) await take(act, ledgerEntry, lamp.id, 'separate', { reason: '说的是桥头的路灯，不是护栏', effect: effects.separate });
  });
  life.on(dayIn(life.year, 10, 20), place.clerk, async (act) => {
    const [lead] = rows;
    if (lead) await take(act, ledgerEntry, lead.id, 'answer', { input: { outcome_text: '护栏已由镇里请人焊好，验收合格', answered_on: dayIn(life.year, 10, 20) }, effect: effects.answer });
  });
}
