import { effects as instructionEffects } from '#duties/opinions/instructions/actions.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { effects, enterOne } from '#duties/opinions/ledger/actions.ts';
import { intoLead, mergeAll } from '#duties/opinions/ledger/merging.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { refer } from '#duties/opinions/referrals/actions.ts';
import { newReceipt } from '#duties/receipt.ts';
import { enterObjection } from '#duties/opinions/residents/remarks.ts';
import { enterArrived } from '#duties/opinions/residents/report.ts';
import { receiptHolder } from '#platform/identity/actor.ts';
import { all, between, is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { dayIn, later, type Life, type Place } from './life.ts';

/** What is said a second time: by whoever went along with another and is not served, of an official by name, and of a deadline that does not do. */
export function secondVoices(life: Life): void {
  const [place, other] = life.places;
  if (!place || !other) return;
  notSolved(life, place);
  official(life, other);
  moreTime(life);
}

/** Two scanned the code about one pump; the second finds it still broken after the answer. */
function notSolved(life: Life, place: Place): void {
  const came = later(life.until, -14);
  const receipts = [newReceipt(), newReceipt()];
  const rows: LedgerEntry[] = [];
  const words = ['抽水机坏了，二组的秧田灌不上水', '二组抽水站停了一个星期，田里要开裂了'];
  words.forEach((matter, n) => life.on(came, receiptHolder(life.countyId, receipts[n]!), async (act) => void rows.push(
    await enterArrived(act, { committee: place.committee.id, files: [], language: null, crowded: false, through: null, report: { matter, place: '岩脚村' } }, receipts[n]!))));
  life.on(later(came, 1), place.clerk, (act) => mergeAll(act, rows[0]!.id, [rows[1]!.id], intoLead));
  life.on(later(came, 5), place.clerk, (act) => take(act, ledgerEntry, rows[0]!.id, 'answer', { input: { outcome_text: '水利站已换电机，恢复抽水', answered_on: later(came, 5) }, effect: effects.answer }));
  life.on(later(came, 8), receiptHolder(life.countyId, receipts[1]!), (act) => enterObjection(act, receipts[1]!, '抽了一天又停，二组后面几丘田还是没有水'));
}

/** Told about somebody by post and name; the unit that looks into it reads neither the name nor who told it. */
function official(life: Life, place: Place): void {
  const day = dayIn(life.year, 6, 17);
  const unit = life.units.find(({ name }) => name.includes('民政')) ?? life.units[0]!;
  let row: LedgerEntry;
  life.on(day, place.clerk, async (act) => {
    row = await enterOne(act, { committee_id: place.committee.id, received_on: day, way: 'reception', place: '新寨村', matter: '低保评议没有开会，名单是一个人定的', category: '作风', reporter: '潘老六', phone: '13900001008', about_person: '驻村干部韦某甲' }, {});
  });
  life.on(later(day, 2), life.office, (act) => refer(act, { entry_id: row.id, subject: '低保评议程序', matter: '请核实新寨村今年低保评议是否按规定开会、公示', place: '新寨村', lead_unit_id: unit.id }, {}));
}

/** Of what units have in hand two ask for more time: one still waits for the word, one was told that it cannot be. */
function moreTime(life: Life): void {
  const asking = later(life.until, -3);
  const step = (row: Instruction, name: 'askExtension' | 'denyExtension', reason: string, input: Record<string, unknown> = {}) => (act: Act) =>
    take<Instruction>(act, instruction, row.id, name, { input, reason, effect: instructionEffects[name] });
  life.on(asking, life.office, async (act) => {
    const rows = await list<Instruction>(act, instruction, { where: all(is<Instruction>('state', 'handed'), between<Instruction>('due_on', asking, undefined)), order: [{ column: 'due_on' }], limit: 2 });
    rows.forEach((row, n) => {
      life.on(asking, life.unitClerks.get(row.lead_unit_id!)!, step(row, 'askExtension', '要等汛期过后才能下河施工', { extension_to: later(row.due_on!, 15) }));
      if (n === 1) life.on(later(asking, 1), life.office, step(row, 'denyExtension', '群众等着用，请按原期限办'));
    });
  });
}
