import type { Beside } from '#platform/beside.ts';
import { all, is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { heldWords } from '#duties/held.ts';
import { countsAsDone } from '#duties/deeds/facts.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';

/** The newest are named; all of a year stand on its sheet. */
const NEWEST = 5;

/** On the page of a member: what was done, with the sheet of this year and of the last. */
export const deedsBeside: Beside<Member> = {
  record: member.name,
  title: deed.title,
  async find(reading, row) {
    const rows = await list(reading, deed, { where: all(is<Deed>('member_id', row.id), countsAsDone), order: [{ column: 'done_on', descending: true }], limit: NEWEST });
    if (rows.length === 0) return [];
    const year = Number(today().slice(0, 4));
    const sheets = [year, year - 1].filter((one) => rows.some(({ done_on }) => done_on.startsWith(String(one)))).map((one) => ({ label: `${one}年民生实事办理证明（Word）`, href: `/${deed.path}/of/${row.id}/year.docx?year=${one}` }));
    return [...rows.map((one) => ({ label: one.deed, href: `/${deed.path}/${one.id}`, about: heldWords({ held_on: one.done_on, precision: one.precision }) })), ...sheets];
  },
};
