import type { Child } from 'hono/jsx';
import type { Heading } from '#platform/work.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { choiceFilter, FilterRow, textFilter } from '#platform/ui/filters.tsx';
import { addressWith, type Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { archiveCorrection, outcomes, type ArchiveCorrection } from '#archives/corrections/record.ts';
import type { Profile } from '#archives/dossiers/facts.ts';
import type { Line } from '#archives/dossiers/lines.ts';
import { yearsOf, type Dossier } from '#archives/dossiers/whose.ts';
import { emptyParts, partsOf, partWord, periodWords } from '#archives/dossiers/words.ts';

export interface DossierPageProps {
  frame: Frame;
  dossier: Dossier;
  profile: Profile;
  /** All of the period, and those that a search leaves. */
  lines: readonly Line[];
  found: readonly Line[];
  possible: readonly Heading[];
  corrections: readonly ArchiveCorrection[];
  /** The list of archives from which it was opened, for those who read others'. */
  back?: { label: string; href: string };
}

/** A page shows so many of one part; the whole of it stands on a page of its own. */
const MOST_SHOWN = 30;
const MOST_OF_PART = 1_000;

/** 履职档案: who it is about, then what the records tell, part by part. Nothing is filled in here. */
export function DossierPage(props: DossierPageProps): Child {
  const { frame, dossier, profile, lines, found, possible, corrections, back } = props;
  const { here } = frame;
  const part = here.query.get('part');
  const years = yearsOf(dossier).map((year) => ({ value: String(year), label: `${year}年` }));
  const empty = emptyParts(lines, possible);
  return (
    <Desk frame={frame} title={dossier.own && dossier.member ? '我的履职档案' : `${dossier.name}的履职档案`}>
      <Head
        title={dossier.own && dossier.member ? '我的履职档案' : dossier.name} back={back} lead={leadOf(dossier, lines.length)}
        main={dossier.own ? { label: '申请更正', href: `/${archiveCorrection.path}/new?of=${dossier.id}` } : undefined}
        others={[...(dossier.member ? [{ label: dossier.own ? '年度登记表和小结' : '年度登记表', href: `/archives/members/${dossier.id}/annual${dossier.year ? `?year=${dossier.year}` : ''}` }] : []), { label: 'Word', href: fileAt(frame, dossier, 'docx'), icon: 'exporting' }, { label: 'Excel', href: fileAt(frame, dossier, 'xlsx'), icon: 'exporting' }]}
      />
      {dossier.frozenAt && <Remark tone="info">这一届已经届满。档案停在换届的时候，以后登记的不再进入；有不对的，仍可以申请更正，答复列在最后。</Remark>}
      <FilterRow here={here} filters={[textFilter('q', '找一条', { placeholder: '事项里的字' }), choiceFilter('year', '期间', years), choiceFilter('part', '部分', partsOf(lines).map(([heading]) => ({ value: heading, label: partWord(heading) })))]} />
      {!part && <Section title="基本信息"><Facts facts={profile.map(([label, value]) => ({ label, value: value.includes('\n') ? <ul class="plain">{value.split('\n').map((line) => <li>{line}</li>)}</ul> : value, wide: value.includes('\n') }))} /></Section>}
      {partsOf(found).filter(([heading]) => !part || heading === part).map(([heading, some]) => <Part frame={frame} dossier={dossier} heading={heading} lines={some} most={part ? MOST_OF_PART : MOST_SHOWN} />)}
      {found.length === 0 && <p class="quiet">{lines.length === 0 ? '这段时间还没有记录。' : '没有找到，请换几个字，或者清除条件。'}</p>}
      {!part && lines.length > 0 && empty.length > 0 && <Section title="没有记录的"><p class="quiet">这段时间没有记录：{empty.join('、')}。</p></Section>}
      {!part && corrections.length > 0 && <Corrections rows={corrections} />}
    </Desk>
  );
}

const leadOf = (dossier: Dossier, count: number): string =>
  [dossier.member ? `第${dossier.member.term}届${dossier.member.standing ? '常委' : '委员'}` : '', periodWords(dossier), `${count}条记录`].filter(Boolean).join(' · ');

const fileAt = ({ here }: Frame, { subject, id }: Dossier, kind: 'docx' | 'xlsx'): string =>
  addressWith({ path: `/archives/${subject === 'member' ? 'members' : 'committees'}/${id}/archive.${kind}`, query: here.query }, { q: undefined, part: undefined });

interface PartProps {
  frame: Frame;
  dossier: Dossier;
  heading: Heading;
  lines: readonly Line[];
  most: number;
}

function Part({ frame, dossier, heading, lines, most }: PartProps): Child {
  const columns: Column<Line>[] = [
    { key: 'title', label: '事项', cell: ({ row, href }) => (href ? <a href={href}>{row.title}</a> : row.title), onCards: 'title' },
    { key: 'day', label: '日期', cell: ({ row }) => row.day, tight: true },
    { key: 'about', label: '情况', cell: ({ about, kind }) => about || kind.word },
    { key: 'by', label: '记录单位', cell: ({ by }) => by, tight: true },
    ...(dossier.own ? [{ key: 'correct', label: '不对？', cell: ({ kind, row }: Line) => <a href={`/${archiveCorrection.path}/new?of=${dossier.id}&work=${kind.name}&record_id=${row.id}`}>申请更正</a>, tight: true }] : []),
  ];
  return (
    <Section title={partWord(heading)} count={lines.length} id={`part-${heading}`} action={lines.length > most && <a class="btn btn-quiet" href={addressWith(frame.here, { part: heading })}>全部{lines.length}条</a>}>
      <Table<Line> caption={partWord(heading)} rows={lines.slice(0, most)} columns={columns} />
    </Section>
  );
}

const Corrections = ({ rows }: { rows: readonly ArchiveCorrection[] }): Child => (
  <Section title="更正申请" count={rows.length}>
    <Table<ArchiveCorrection>
      caption="更正申请" rows={[...rows]} href={({ id }) => `/${archiveCorrection.path}/${id}`}
      columns={[
        { key: 'said', label: '申请', cell: ({ line, said }) => line ?? said, onCards: 'title' },
        { key: 'asked_on', label: '申请日期', cell: ({ asked_on }) => asked_on, tight: true },
        { key: 'state', label: '处理', cell: ({ state, outcome }) => (outcome ? outcomes[outcome as 'stands'] : archiveCorrection.states[state as 'asked'].label), tight: true },
        { key: 'answer', label: '答复', cell: ({ answer, answered_on, answer_by }) => (answer ? `${answered_on}：${answer}` : `${answer_by}前答复`) },
      ]}
    />
  </Section>
);
