/** 文稿 from draft to issue: the pages of the record. */
import { choiceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { person } from '#institutions/people/record.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { shownMoment, today } from '#platform/time.ts';
import { printedPeriod } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import { isKind, kindLabels, kindOf } from '#reports/wording/paper-kinds.ts';
import { vocabularyOf, type Vocabulary } from '#reports/wording/desk.tsx';
import { actionsFor } from '#reports/speech/actions.ts';
import { findingsOn } from '#reports/speech/findings.ts';
import { CheckForm, PaperForm, PaperSections } from '#reports/speech/paper-page.tsx';
import { isFrozen, speech, speechFields, type Finding, type SpeechGiven } from '#reports/speech/record.ts';
import { correctionWords } from '#reports/speech/restating.ts';
import { speechTemplate, type SpeechTemplate } from '#reports/templates/record.ts';

export interface Around extends Surroundings, Vocabulary {
  /** What the check finds now, in one that is not issued yet. */
  findings: readonly Finding[];
  /** The edition that it corrects, and the one that corrects it. */
  editions: readonly Pick<SpeechGiven, 'id' | 'title' | 'edition' | 'state'>[];
  checkedBy?: string;
  /** Of the next edition of an issued one. */
  corrects?: SpeechGiven;
  correction?: string;
}

const periodOf = (row: SpeechGiven): string => printedPeriod({ from: row.from_on, to: row.to_on });

/** More templates and editions than this nobody chooses from. */
const MOST = 100;

export function mountPapers(site: Site, declared: Declared): void {
  const { enter, correct, effects } = actionsFor(declared);
  mountResource(site, resource<SpeechGiven, Around>({
    declared: speech, fields: speechFields, newLabel: '起草文稿', enterLabel: '按记录起草',
    around: (reading, rows, visit) => aroundOf(reading, rows, visit, declared),
    known: (visit, { corrects, correction }) => (corrects
      ? { kind: corrects.kind, from_on: corrects.from_on, to_on: corrects.to_on, corrects_id: corrects.id, correction }
      : { kind: isKind(visit.query.get('kind')) ? visit.query.get('kind') : 'speech', from_on: `${today().slice(0, 4)}-01-01`, to_on: today() }),
    enter, correct, effects,
    form: ({ form, row, around }) => <PaperForm form={form} row={row} around={around} />,
    stepForm: ({ step, form, around }) => (step === 'check' ? <CheckForm form={form} findings={around.findings} /> : undefined),
    facts: (row, { checkedBy }) => [
      { label: '文种', value: kindOf(row).label },
      { label: '统计期间', value: periodOf(row) },
      { label: '记录截至', value: shownMoment(row.as_of) },
      { label: '文字模板', value: <a href={`/speech-templates/${row.template_id}`}>第{row.template_version}版</a> },
      ...(row.edition > 1 ? [{ label: '版次', value: `第${row.edition}版（更正件）` }] : []),
      ...(row.checked_at ? [{ label: '核对签字', value: `${checkedBy ?? ''} ${shownMoment(row.checked_at)}` }] : []),
      { label: '定稿日期', value: row.given_on },
      ...(row.sha256 ? [{ label: '文件指纹（SHA-256）', value: <code>{row.sha256}</code>, wide: true }] : []),
    ],
    lead: (row) => `${kindOf(row).label} · ${periodOf(row)} · 记录截至 ${shownMoment(row.as_of)}`,
    sections: (row, around) => <PaperSections row={row} around={around} />,
    others: (row, _around, visit) => othersOf(row, visit),
    listOthers: () => [{ label: '发言材料', href: '/speech', icon: 'file' }, { label: '文书模板', href: '/speech-templates', icon: 'file' }],
    listing: {
      columns: [
        { key: 'title', label: '标题', cell: (row) => row.title, onCards: 'title', fixed: true },
        { key: 'kind', label: '文种', cell: (row) => kindOf(row).label, tight: true },
        { key: 'period', label: '统计期间', cell: periodOf },
        { key: 'as_of', label: '记录截至', cell: (row) => shownMoment(row.as_of), tight: true },
        { key: 'created_at', label: '起草时间', cell: (row) => shownMoment(row.created_at), sort: 'created_at', tight: true },
        { key: 'state', label: '状态', cell: (row) => speech.states[row.state as 'given']?.label, tight: true },
      ],
      filters: [searchOn(speech, '关键词', '标题、正文'), choiceOn('kind', '文种', kindLabels), stateFilter(speech)],
      defaultSort: '-created_at',
      empty: '还没有文稿。点“起草文稿”，系统按模板和记录写好初稿，核对签字以后定稿，随时可以原样再印。',
    },
  }));
}

async function aroundOf(reading: Reading, rows: readonly SpeechGiven[], visit: Visit, declared: Declared): Promise<Around> {
  const [only] = visit.param('id') ? rows : [];
  const id = visit.query.get('corrects');
  const corrects = !only && id ? await find<SpeechGiven>(reading, speech, id) : undefined;
  const writes = isForm(visit);
  return {
    choices: { speech_template: writes ? await templateChoices(reading) : [] },
    ...(writes ? await vocabularyOf(reading, declared) : { all: [], sentences: [] }),
    findings: !writes && only && isFrozen(only) && ['draft', 'checked'].includes(only.state) ? await findingsOn(reading, declared, only) : [],
    editions: only ? await editionsOf(reading, only) : [],
    checkedBy: only?.checked_by ? (await find(reading, person, only.checked_by))?.name : undefined,
    corrects, correction: corrects && isFrozen(corrects) ? await correctionWords(reading, declared, corrects) : undefined,
  };
}

/** A page on which a paper is entered or corrected: blank, or drawn again because of a problem. */
const isForm = ({ path, context }: Visit): boolean => /\/(new|edit)$/.test(path) || (context.req.method !== 'GET' && /^\/speeches(\/[^/]+)?$/.test(path));

const templateChoices = async (reading: Reading) =>
  (await list<SpeechTemplate>(reading, speechTemplate, { where: is<SpeechTemplate>('state', 'in_use'), order: [{ column: 'changed_at', descending: true }], limit: MOST }))
    .map((row) => ({ value: row.id, label: `${kindOf(row).label}：${row.name}` }));

async function editionsOf(reading: Reading, row: SpeechGiven): Promise<SpeechGiven[]> {
  const before = row.corrects_id ? await find<SpeechGiven>(reading, speech, row.corrects_id) : undefined;
  const after = await list<SpeechGiven>(reading, speech, { where: is<SpeechGiven>('corrects_id', row.id), limit: MOST });
  return [...(before ? [before] : []), ...after];
}

function othersOf(row: SpeechGiven, { actor }: Visit) {
  const issued = row.state === 'given' || row.state === 'corrected';
  return [
    { label: issued ? '原样再印（Word）' : '下载 Word 文件', href: `/speeches/${row.id}/paper.docx`, icon: 'print' as const },
    ...(issued && isFrozen(row) ? [{ label: '更正核对表', href: `/speeches/${row.id}/restatement`, icon: 'journal' as const }] : []),
    ...(row.state === 'given' && holds(actor, 'county_office') ? [{ label: '出更正件', href: `/speeches/new?corrects=${row.id}`, icon: 'file' as const }] : []),
    ...(issued && !isFrozen(row) ? [{ label: '查看当时的材料', href: `/speech?${new URLSearchParams({ from: row.from_on, to: row.to_on, asof: row.as_of.toISOString(), template: row.template_id, version: String(row.template_version) })}`, icon: 'file' as const }] : []),
  ];
}
