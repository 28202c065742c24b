import { page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { oneOf } from '#platform/predicate.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { isId, list } from '#platform/records/read.ts';
import { Section } from '#platform/ui/detail.tsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import { FormPage, freshForm } from '#platform/ui/form.tsx';
import { intoLead, MOST_MERGED, mergeAll } from '#duties/opinions/ledger/merging.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

const base = `/${ledgerEntry.path}`;

/** What goes along with an entry, or with which one it goes. */
export function MergedWith({ row, along, lead }: { row: LedgerEntry; along: readonly LedgerEntry[]; lead?: LedgerEntry }) {
  if (lead && lead.id !== row.id) {
    return (
      <Section title="并在一起办理">
        <p>这一条并在 <a href={`${base}/${lead.id}`}>{ledgerEntry.nameOf(lead)}</a> 里办理（{ledgerEntry.states[lead.state as 'received'].label}）。反映人和回执仍是这一条自己的，查到的是那一条的进展和答复。</p>
      </Section>
    );
  }
  if (along.length === 0) return null;
  return (
    <Section title="并入这一条的台账" count={along.length}>
      <p>共有{along.length + 1}次反映说的是这件事，答复和办结一次，每个回执都看得到。</p>
      <ul class="links">{along.map((one) => <li><a href={`${base}/${one.id}`}>{ledgerEntry.nameOf(one)}</a>　{one.received_on}　{one.place}</li>)}</ul>
    </Section>
  );
}

/** Asks which of the chosen entries leads; nothing is merged yet. */
export async function askLead(visit: Visit): Promise<Response> {
  return drawLead(visit, [...new Set(visit.query.getAll('id'))].filter(isId).slice(0, MOST_MERGED), {}, 200);
}

async function drawLead(visit: Visit, ids: readonly string[], problems: Record<string, string>, status: number): Promise<Response> {
  const rows = await look(visit, (reading) => list(reading, ledgerEntry, { where: oneOf<LedgerEntry>('id', ids), order: [{ column: 'received_on' }, { column: 'id' }], limit: MOST_MERGED }));
  if (rows.length < 2) throw new Problem(422, 'too_few', '合并办理至少要两条台账。请返回列表，在说同一件事的条目前打勾。');
  const form = { ...freshForm({ lead: rows.find(({ state }) => ledgerEntry.states[state as 'received'].open)?.id }), problems };
  return page(visit, (
    <FormPage
      frame={frameOf(visit)}
      title="合并办理"
      lead="说的是同一件事的，以一条为主办理和答复；每个反映人、每个回执都保留，以后也可以再拆开。"
      back={{ label: ledgerEntry.title, href: base }}
      action={`${base}/merging`}
      form={form}
      submit={`合并这${rows.length}条`}
    >
      {rows.map(({ id }) => <input type="hidden" name="id" value={id} />)}
      <ChoiceField form={form} name="lead" label="以哪一条为主" required options={rows.map((row) => ({ value: row.id, label: `${row.received_on} ${row.place ?? ''} ${ledgerEntry.nameOf(row)}` }))} />
    </FormPage>
  ), status);
}

/** Merges the chosen entries into the one that leads. */
export async function merge(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const ids = [...new Set((body.form?.getAll('id') ?? []).map(String))].filter(isId).slice(0, MOST_MERGED);
  const lead = body.text('lead') ?? '';
  if (!ids.includes(lead)) return drawLead(visit, ids, { lead: '请选择以哪一条为主。' }, 422);
  const others = ids.filter((id) => id !== lead);
  try {
    await transact(visit.house, visit.actor, requestId(visit, body), (act) => mergeAll(act, lead, others, intoLead));
  } catch (error) {
    if (error instanceof Problem && error.status === 422 && error.fields['merged_into']) return drawLead(visit, ids, { lead: error.fields['merged_into'] }, 422);
    if (!(error instanceof Repeated)) throw error;
  }
  return seeOther(visit, `${base}/${lead}`, { tone: 'good', sentence: `已合并：${others.length}条并入这一条办理。` });
}
