import type { Child } from 'hono/jsx';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { derivedFacts } from '#platform/http/derived.tsx';
import type { Choices } from '#platform/http/resource.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Fact } from '#platform/ui/facts.tsx';
import type { Origin } from '#duties/crossings/facts.ts';
import { heldWords } from '#duties/held.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { briefPaper, issueWords, type BriefFacts } from '#duties/opinions/items/paper.ts';
import { itemFields, itemRoutes, opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { lengthOf } from '#duties/opinions/items/wording.ts';

/** How the pages of an item put it into words. */

export function submittedWords(row: OpinionItem): string {
  return row.submitted_on ? heldWords({ held_on: row.submitted_on, precision: row.precision }) : '';
}

/** The day and whose hands: 2025-06-18　石大山. */
const handWords = (day: string | null, name: string | null): string => [day, name].filter(Boolean).join('　');

const written = ['draft', 'submitted', 'returned', 'reviewed', 'unused', 'merged'];
/** From the editor's text on it is shown as it is printed. */
export const isProof = ({ state }: OpinionItem): boolean => !written.includes(state);

export function itemFacts(row: OpinionItem, choices: Choices, limit: number | undefined): Fact[] {
  const fields = isProof(row) ? itemFields.pick({ committee_id: true, member_id: true, category: true, secrecy: true }) : itemFields.omit({ proposal_id: true, inspection_id: true, consultation_id: true, entries: true });
  const length = lengthOf(row);
  return [
    ...derivedFacts(fields, { ...row }, choices),
    { label: '报送去向', value: itemRoutes[row.route as keyof typeof itemRoutes] },
    { label: '报送时间', value: submittedWords(row) },
    { label: '正文字数', value: length > 0 ? `${length}字${limit === undefined ? '' : `，不超过${limit}字`}` : '' },
    ...(row.cleared_on ? [{ label: '已核不涉密、不涉及个人隐私', value: row.cleared_on }] : []),
    ...(row.submitted_on ? handFacts(row) : []),
  ];
}

/** Through whose hands it has gone so far. */
const handFacts = (row: OpinionItem): Fact[] => [
  { label: '审阅', value: row.reviewed_on },
  { label: '采编', value: handWords(row.edited_on, row.edited_by) },
  { label: '核稿', value: handWords(row.checked_on, row.checked_by) },
  { label: '签发', value: handWords(row.signed_on, row.signed_by) },
  { label: '印发', value: handWords(row.issued_on, issueWords(row)) },
].filter(({ value }) => value);

/** What it was made of, both ways: entries, records of other duties, items merged into it, and the item it went into. */
export function Sources({ row, entries, ofOriginals, origins, originals, into }: {
  row: OpinionItem; entries: readonly LedgerEntry[]; ofOriginals: readonly LedgerEntry[]; origins: readonly Origin[]; originals: readonly OpinionItem[]; into?: OpinionItem;
}): Child {
  const unseen = row.sources - entries.length;
  return (
    <>
      {into && <Section title="并入"><ul class="links"><li><ItemLink item={into} /></li></ul></Section>}
      {originals.length > 0 && <Section title="并入这一条的" count={originals.length}><ul class="links">{originals.map((item) => <li><ItemLink item={item} /></li>)}</ul></Section>}
      {origins.map(({ kind, title, href, column }) => (
        <Section title={`来源${kind}`}>
          <ul class="links"><li><a href={href}>{title}</a></li></ul>
          {column === 'proposal_id' && row.submitted_on && <p class="quiet">{row.counted_as_proposal ? '按方案算在收到的提案里，不再算报送的信息，同一件事不重复计。' : '按方案，收到的提案和报送的信息两边都算。'}</p>}
        </Section>
      ))}
      {entries.length + ofOriginals.length > 0 && (
        <Section title="来源民情" count={entries.length + ofOriginals.length}>
          <ul class="links">{[...entries, ...ofOriginals].map((entry, place) => <li><EntryLink entry={entry} />{place >= entries.length && '　随并入的信息'}</li>)}</ul>
        </Section>
      )}
      {unseen > 0 && <p class="quiet">另有{unseen}条来源民情不在您的查看范围内。</p>}
    </>
  );
}

const ItemLink = ({ item }: { item: OpinionItem }) => <><a href={`/${opinionItem.path}/${item.id}`}>{item.title}</a>　{opinionItem.states[item.state as 'draft'].label}</>;
const EntryLink = ({ entry }: { entry: LedgerEntry }) => <><a href={`/${ledgerEntry.path}/${entry.id}`}>{ledgerEntry.nameOf(entry)}</a>　{heldWords({ held_on: entry.received_on, precision: entry.precision })}</>;

export const Proof = ({ facts }: { facts: BriefFacts }) => (
  <Section title={facts.row.state === 'issued' ? '印发稿' : '清样'}>
    <OfficialSheet paper={briefPaper(facts)} />
  </Section>
);
