import { Section } from '#platform/ui/detail.tsx';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { openness } from '#duties/proposals/answers/words.ts';
import type { Publication } from '#duties/proposals/publishing/record.ts';
import { extents, groundWords } from '#duties/proposals/publishing/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { Marked } from '#duties/marked.tsx';

/** The text as the reviewers look at it: whatever may name somebody is marked. */
export const TextSection = ({ row, known, parent, originals }: { row: Publication; known: readonly string[]; parent?: Proposal; originals: readonly Proposal[] }) => (
  <Section title="公开的内容">
    {parent && parent.replied_on !== row.replied_on && <Remark tone="warning">这件提案在{parent.replied_on}又答复了，下面还是上一次的答复。请重新拟稿，或者撤下。</Remark>}
    {row.state === 'unit_review' && row.openness !== 'open' && <Remark>{opennessTold(row)}同意把下面的内容主动公开，点“保密审查通过”；不同意，点“单位不同意公开”。</Remark>}
    <p class="hint">底色标出的地方可能让人认出是谁，请审查的人判断。电话、证件号和联系人不能有，有的话存不下来。提案和答复函的原文不改动。</p>
    <div class="public-review">
      <h3>提案内容（{extents[row.extent as keyof typeof extents]}）</h3>
      <Marked text={row.matter} known={known} />
      {row.original_titles.length > 0 && <h3>并入这件一并答复的提案</h3>}
      <ul>{row.original_titles.map((title, place) => <li><Marked text={title} known={known} />{agreedTo(originals, row.original_ids[place]!) ? '' : '（提案人没有同意公开，公开页上不列）'}</li>)}</ul>
      <h3>答复内容</h3>
      <Marked text={row.answer} known={known} />
    </div>
  </Section>
);

const agreedTo = (originals: readonly Proposal[], id: string): boolean => originals.some((one) => one.id === id && one.public_ok);

/** What the letter said is not the last word of the unit. */
const opennessTold = ({ openness: said }: Publication): string => (said ? `答复函上写的是“${openness[said as keyof typeof openness]}”，请单位再定：` : '答复函上没有写是否公开，请单位定：');

const by = (...parts: (string | null)[]): string => parts.filter(Boolean).join(' · ');

/** Both agreements and both reviews, each with its day, who, and what was said. */
export function reviewFacts(row: Publication, { units, parent }: { units: ReadonlyMap<string, string>; parent?: Proposal }): Fact[] {
  const waiting = row.unit_ids.filter((id) => !row.cleared_ids.includes(id)).map((id) => units.get(id));
  const facts: Fact[] = [
    { label: '答复单位', value: row.unit_ids.map((id) => units.get(id)).join('、') },
    { label: '答复', value: row.replied_on },
    { label: '提案人', value: parent && (parent.public_ok ? '同意公开' : `不同意公开${parent.public_why ? `：${parent.public_why}` : ''}`) },
    { label: '承办单位', value: openness[row.openness as keyof typeof openness] ?? '还没有表态' },
    { label: '单位保密审查', value: row.cleared_on ? by(row.cleared_on, row.cleared_by) : row.state === 'unit_review' ? `等${waiting.join('、')}审查` : undefined },
    { label: '县政协审核', value: row.reviewed_on && by(row.reviewed_on, row.reviewed_by) },
    { label: '公开', value: row.published_on },
  ];
  if (row.ground) facts.push({ label: row.state === 'withdrawn' ? '为什么撤下' : '为什么不公开', value: groundWords(row.ground) });
  if (row.clear_note) facts.push({ label: '单位的审查意见', value: <LongText text={row.clear_note} />, wide: true });
  if (row.review_note) facts.push({ label: '审核意见', value: <LongText text={row.review_note} />, wide: true });
  return facts;
}
