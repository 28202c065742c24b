/** From the model to what the press sets, layout by layout; the places are those of the Word file (`../word/`). */
import { letterMark, masthead, organMark, signatoryRows } from '../heads.ts';
import { size } from '../measures.ts';
import { numberText, paragraph, type AddressPaper, type BriefPaper, type FormalPaper, type LetterCopy, type LetterPaper, type MinutesPaper, type OfficialPaper, type WidePaper } from '../model.ts';
import { documentDate, oneLine, widthOf } from '../text.ts';
import { attachmentItems, bodyItems, noteItems, remarkItems, signatureItems, titleItem } from './body.ts';
import { blank, line, run, type Item, type Section } from './items.ts';

/** The pages of one paper; of a letter, those of each copy. */
export function sectionsOf(paper: OfficialPaper): Section[] {
  switch (paper.layout) {
    case 'formal': return [upright(formalItems(paper))];
    case 'address': return [upright(addressItems(paper))];
    case 'brief': return [upright(briefItems(paper))];
    case 'minutes': return [upright(minutesItems(paper))];
    case 'letter': return paper.copies.map((copy) => ({ wide: false, firstUnnumbered: true, items: letterItems(paper, copy) }));
    case 'wide': return [{ wide: true, firstUnnumbered: false, items: wideItems(paper) }];
  }
}

const upright = (items: Item[]): Section => ({ wide: false, firstUnnumbered: false, items });

function formalItems(paper: FormalPaper): Item[] {
  const attachments = paper.attachments ?? [];
  return [
    ...cornerItems(paper),
    { is: 'mark', ...organMark(oneLine(paper.mark)), ...(paper.second ? { second: paper.second } : {}) },
    numberItem(paper),
    titleItem(paper.title, 2),
    blank,
    ...(paper.addressee ? [line(`${paper.addressee}：`)] : []),
    ...bodyItems(paper.blocks, { withNext: paper.blocks.length > 1 }),
    ...noteItems(attachments),
    ...signatureItems(paper),
    ...remarkItems(paper.remark),
    ...attachmentItems(attachments),
    ...(paper.colophon ? [colophonItem(paper.colophon)] : []),
  ];
}

/** 份号 in the first line, 紧急程度 under it. */
function cornerItems({ copyNumber, urgency }: FormalPaper): Item[] {
  const lines = [...(copyNumber ? [run(copyNumber)] : []), ...(urgency ? [run(urgency, { face: 'hei' as const })] : [])];
  return lines.length > 0 ? [{ is: 'corner', lines }] : [];
}

/** Centred; in an upward paper one character in on the left, with 签发人 on the right. */
function numberItem({ number, signatories }: FormalPaper): Item {
  const text = number ? [run(numberText(number))] : [];
  if (!signatories?.length) return { is: 'headline', left: [], middle: text, right: [], before: 2, weight: 1.5 };
  return { is: 'headline', left: text, middle: [], right: [run('签发人：'), ...signatoryRows(signatories).map((row) => run(row, { face: 'kai' }))], before: 2, weight: 1.5 };
}

function colophonItem({ copyTo, printedBy, printedOn }: NonNullable<FormalPaper['colophon']>): Item {
  const copies = copyTo.map(oneLine).filter(Boolean);
  return { is: 'colophon', rows: [...(copies.length > 0 ? [[`抄送：${copies.join('，')}。`, ''] as const] : []), [oneLine(printedBy), `${documentDate(printedOn)}印发`]] };
}

function addressItems(paper: AddressPaper): Item[] {
  const attachments = paper.attachments ?? [];
  return [
    titleItem(paper.title, 0),
    ...(paper.byline ? [line(paper.byline, { face: 'kai' }, { align: 'center' })] : []),
    blank,
    ...bodyItems(paper.blocks, { withNext: attachments.length > 0 }),
    ...noteItems(attachments),
    ...attachmentItems(attachments),
  ];
}

/** More characters than this do not stand at the right of one line. */
const ofOneLine = 24;

function briefItems(paper: BriefPaper): Item[] {
  const reflector = paper.reflector && `（${oneLine(paper.reflector)}反映）`;
  const sentTo = ([['报', paper.reportTo], ['送', paper.sendTo], ['发', paper.issueTo]] as const).flatMap(([word, bodies]) => (bodies ? [[`${word}：${oneLine(bodies)}`, ''] as const] : []));
  const hands = paper.hands.map(([label, name]) => `${label}：${oneLine(name)}`).join('　');
  return [
    ...(paper.mark ? [line(paper.mark, { face: 'hei' })] : []),
    { is: 'masthead', ...masthead(oneLine(paper.masthead)) },
    line(paper.issue, {}, { align: 'center' }),
    { is: 'headline', left: [run(`${oneLine(paper.organ)}编`)], middle: [], right: [run(documentDate(paper.date))], before: 0, weight: 2.25 },
    titleItem(paper.title, 1),
    blank,
    ...(paper.note ? [{ is: 'text', runs: [run('编者按：', { face: 'hei' }), run(paper.note, { face: 'kai' })], align: 'justify', first: 2 } as const] : []),
    ...bodyItems(paper.blocks, { withNext: reflector !== undefined }),
    ...(reflector ? [line(reflector, {}, widthOf(reflector) > ofOneLine ? { align: 'justify', first: 2, before: 0.5 } : { align: 'right', right: 2, before: 0.5 })] : []),
    blank,
    { is: 'sink' },
    { is: 'foot', rows: [...sentTo, [hands, paper.copies === undefined ? '' : `共印${paper.copies}份`]] },
  ];
}

function minutesItems(paper: MinutesPaper): Item[] {
  const attachments = paper.attachments ?? [];
  return [
    { is: 'mark', ...organMark(oneLine(paper.mark)), ...(paper.second ? { second: paper.second } : {}) },
    { is: 'headline', left: [run(paper.organ)], middle: [], right: [run(documentDate(paper.date))], before: 2, weight: 1.5 },
    titleItem(paper.title, 2),
    blank,
    ...bodyItems(paper.blocks),
    ...noteItems(attachments),
    ...paper.attended.flatMap(([label, names], place) => attendedItems(label, names, place === 0 ? 1 : 0)),
    ...paper.hands.map(([label, name], place): Item => line(`${label}（签名）：${name}`, {}, { first: 2, before: place === 0 ? 1 : 0, keep: place < paper.hands.length - 1 })),
    ...attachmentItems(attachments),
  ];
}

/** One line under the body, two characters in, one kind under another; what follows begins under the first name (10.3). */
function attendedItems(label: string, names: readonly string[], before: number): Item[] {
  const hanging = Math.ceil(widthOf(`${label}：`));
  return names.map((name, place) => (place === 0
    ? { is: 'text', runs: [run(`${label}：`, { face: 'hei' }), run(name)], align: 'justify', left: 2 + hanging, hanging: -hanging, before }
    : { is: 'text', runs: [run(name)], align: 'justify', left: 2 + hanging }));
}

function letterItems(paper: LetterPaper, { addressee, title, opening }: LetterCopy): Item[] {
  const attachments = paper.attachments ?? [];
  const blocks = [...(opening ? [paragraph(opening)] : []), ...paper.blocks];
  const copies = paper.copyTo.map(oneLine).filter(Boolean);
  return [
    { is: 'letterhead', ...letterMark(oneLine(paper.mark)), left: oneLine(paper.stage ?? ''), right: oneLine(paper.category ?? ''), ...(paper.second ? { second: paper.second } : {}) },
    line(paper.number ?? '　', {}, { align: 'right' }),
    titleItem(title ?? paper.title, 2),
    blank,
    line(`${oneLine(addressee)}：`),
    ...bodyItems(blocks, { withNext: blocks.length > 1 }),
    ...noteItems(attachments),
    ...signatureItems(paper),
    ...remarkItems(paper.remark),
    ...attachmentItems(attachments),
    ...(copies.length > 0 ? [{ is: 'sink' } as const, line(`抄送：${copies.join('，')}。`, { size: size.four }, { left: 4, hanging: -3, right: 1, unit: size.four })] : []),
  ];
}

function wideItems(paper: WidePaper): Item[] {
  const small = (item: Item): Item => (item.is === 'text' ? { ...item, first: 0, align: 'left', runs: item.runs.map((one) => ({ ...one, size: size.table })) } : item);
  const hands = paper.hands.map(([label, name]) => `${label}：${name || '　　　　　　'}`).join('　　　');
  return [
    { is: 'text', runs: [run(paper.title, { face: 'song', size: size.two })], align: 'center', keep: true },
    line(paper.about, { size: size.table }),
    ...bodyItems(paper.blocks).map(small),
    { is: 'text', runs: [{ text: hands, size: size.table }] },
  ];
}
