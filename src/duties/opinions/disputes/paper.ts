import { heading, paragraph, type AddressPaper, type Block } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import { partiesOf, type Party } from '#duties/opinions/disputes/parties.ts';
import { numberWords, type Dispute } from '#duties/opinions/disputes/record.ts';

/** Where somebody signs by hand. */
const BLANK = '＿＿＿＿＿＿＿＿';

const SIDES = '甲乙丙丁戊己庚辛壬癸';

/** 调解协议书: who, about what, on which terms, with room for the signatures; before it is agreed, the paper to be signed. */
export function agreementPaper(row: Dispute, committee: string, date: string): AddressPaper {
  const parties = partiesOf(row);
  const signed = (row.agreed_on ? printedDay(row.agreed_on) : '　　　　年　　月　　日');
  return {
    layout: 'address', title: '调解协议书', byline: `${committee}　编号：${numberWords(row)}`, date, organ: committee,
    blocks: [
      heading(1, '当事人'), ...parties.map((party, n) => paragraph(partyWords(party, n))),
      heading(1, '纠纷简要情况'), ...linesIn(row.account).map((line) => paragraph(termOf(line))),
      heading(1, '协议内容'), paragraph('经调解，双方自愿达成如下协议：'), ...pointsOf(row.points),
      ...(row.perform_by ? [paragraph(`以上各项最迟于${printedDay(row.perform_by)}前履行完毕。`)] : []),
      toSign(`本协议自各方当事人签名、盖章或者按指印，调解员签名之日起生效；各方各执一份，${committee}存一份。`),
      heading(1, '签名'),
      ...parties.map((_, n) => toSign(`${SIDES[n]}方（签名、盖章或按指印）：${BLANK}`)),
      ...mediatorsOf(row).map((name) => toSign(`调解员${name}（签名）：${BLANK}`)),
      paragraph(`日期：${signed}`),
    ],
  };
}

/** No name is signed on one page and dated on another, and none on a page without a word of the agreement. */
const toSign = (text: string): Block => ({ ...paragraph(text), kept: true });

const partyWords = ({ name, kind, contact }: Party, n: number): string =>
  `${SIDES[n]}方：${name}${kind === 'organisation' ? `（单位），负责人${BLANK}` : ''}${contact ? `，${contact}` : ''}。`;

/** Each signs for himself; where nobody is named yet there is room for one. */
const mediatorsOf = ({ mediators, outside_mediators }: Dispute): string[] =>
  [mediators, outside_mediators].filter(Boolean).join('、').split('、').map((name) => name.replace(/（[^）]*）$/u, ''));

const linesIn = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** Without the number that was typed before it, and closed like a sentence. */
const termOf = (typed: string): string => typed.replace(/^[（(]?\d{1,2}[.、．）)]\s*/u, '').replace(/(?<![。；;！？])$/u, '。');

/** Each term under its own number. */
const pointsOf = (points: string | null): Block[] =>
  points ? linesIn(points).map((line, n) => paragraph(`${n + 1}. ${termOf(line)}`)) : [paragraph('（还没有写协议内容）')];
