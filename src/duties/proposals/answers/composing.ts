import { chineseNumeral } from '#platform/documents/text.ts';
import type { ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { adoptionsApart } from '#duties/proposals/answers/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** The letter put together from the single answers; whoever wants other words writes the whole text. */

type Answered = Pick<ProposalAnswer, 'role' | 'answers' | 'adoptions' | 'body'>;
type Asked = Pick<Proposal, 'title' | 'proposal_no' | 'suggestions'>;

/** A suggestion is quoted in the heading of its answer as far as a heading is readable. */
const QUOTED = 40;

/** What there is to answer one by one; a proposal on paper, or of an old register, is answered as a whole. */
export const askedIn = ({ suggestions }: Pick<Proposal, 'suggestions'>): readonly string[] => (suggestions.length > 0 ? suggestions : ['']);

/** The text of the letter as it stands. */
export const bodyOf = (answer: Answered, row: Asked): string => answer.body ?? composed(answer, row);

export function composed({ role, answers, adoptions }: Answered, { title, proposal_no, suggestions }: Asked): string {
  const named = `《${title}》${proposal_no === null ? '' : `（第${proposal_no}号提案）`}`;
  const paragraphs = suggestions.length === 0 ? [answers[0] ?? ''] : suggestions.map((one, n) => answeredOne(one, n, answers[n] ?? '', adoptions[n] ?? ''));
  const [opening, closing] = role === 'assisting' ? [`${named}收悉。现就我单位职责范围内的事项提出会办意见如下：`, '以上意见，请在答复中统筹。'] : [`${named}收悉。现答复如下：`, '感谢您对这项工作的关心和支持，欢迎继续提出意见。'];
  return [opening, ...paragraphs.filter((text) => text !== ''), closing].join('\n');
}

function answeredOne(suggestion: string, n: number, answer: string, adoption: string): string {
  if (answer === '' && adoption === '') return '';
  const word = adoptionsApart[adoption as keyof typeof adoptionsApart];
  return `${chineseNumeral(n + 1)}、关于“${quoted(suggestion)}”${word ? `（${word}）` : ''}\n${answer}`.trim();
}

/** Without its own number, and no longer than a heading. */
function quoted(suggestion: string): string {
  const plain = suggestion.replace(/^\s*(?:[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|[①-⑳])\s*/u, '').replace(/[。；;\s]+$/u, '').replace(/\s+/gu, ' ');
  return Array.from(plain).length > QUOTED ? `${Array.from(plain).slice(0, QUOTED).join('')}……` : plain;
}

/** What a reply still lacks, in words; undefined when it may go to the proposer. */
export function lackingIn(answer: Answered & Pick<ProposalAnswer, 'result' | 'contact_name' | 'contact_phone'>, { suggestions }: Pick<Proposal, 'suggestions'>): string | undefined {
  const reply = answer.role !== 'assisting';
  const unanswered = suggestions.flatMap((_, n) => (reply && (!answer.adoptions[n] || (!answer.body && !answer.answers[n] && answer.adoptions[n] !== 'other')) ? [n + 1] : []));
  const missing = [
    reply && !answer.result ? '办理结果' : '',
    unanswered.length > 0 ? `第${unanswered.join('、')}条建议的采纳情况和答复` : '',
    !answer.body && !answer.answers.some(Boolean) ? '答复内容' : '',
    !answer.contact_name || !answer.contact_phone ? '联系人和联系电话' : '',
  ].filter(Boolean);
  return missing.length > 0 ? `还缺${missing.join('、')}。请点“修改”补写。` : undefined;
}
