import type { Claim, Finding, Verdict } from '#platform/figures/claim.ts';
import { printedDay } from '#platform/time.ts';
import { Badge, type BadgeTone } from '#platform/ui/badge.tsx';
import { LineChart } from '#platform/ui/charts/line-chart.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { Views } from '#platform/ui/views.tsx';
import { daysAfter, exceptionsOn, lookbacks, type Lookback, type Spell } from '#institutions/structure/history.ts';

/** A check as it stands today. */
export interface Checked {
  check: Claim;
  finding: Finding;
  verdict: Verdict;
  /** As the plan in force is cited; absent while no adopted plan has the clause. */
  clause?: string;
}

const tones: Record<Verdict, BadgeTone> = { proved: 'closed', refused: 'returned', nothing_to_examine: 'draft' };

function wordOf({ verdict, finding }: Checked): string {
  if (verdict === 'proved') return '没有例外';
  return verdict === 'refused' ? `${finding.counterExamples.length}项例外` : '还没有可核对的';
}

const Conclusion = ({ found }: { found: Checked }) => <Badge tone={tones[found.verdict]}>{wordOf(found)}</Badge>;

/** Exceptions of each check named on the first page; the check's own page names all that a page can hold. */
const NAMED = 5;
const MOST_DRAWN = 500;

export function StructurePage({ frame, day, found }: { frame: Frame; day: string; found: Checked[] }) {
  const open = found.filter(({ verdict }) => verdict === 'refused').length;
  return (
    <Desk frame={frame} title="组织体检">
      <Head title="组织体检" lead={`${printedDay(day)}。${found.length}项中${open === 0 ? '没有例外' : `${open}项有例外`}。例外只是列出来，不影响办理任何事项。`} />
      {found.map((one) => (
        <Section title={one.check.sentence} action={<Conclusion found={one} />}>
          {one.finding.counterExamples.length > 0 && <Exceptions found={one} most={NAMED} />}
          <p class="quiet">
            核对{one.finding.examined}项{one.clause && `，依据${one.clause}`}。<a href={`/structure/${one.check.name}`}>看全部和历史</a>
          </p>
        </Section>
      ))}
    </Desk>
  );
}

function Exceptions({ found: { check, finding }, most }: { found: Checked; most: number }) {
  return (
    <Table<Finding['counterExamples'][number]>
      caption={`${check.sentence}：例外`}
      rows={finding.counterExamples.slice(0, most)}
      columns={[
        { key: 'label', label: '哪一项', cell: ({ label, href }) => (href ? <a href={href}>{label}</a> : label), onCards: 'title' },
        { key: 'why', label: '情况', cell: ({ why }) => why },
      ]}
    />
  );
}

export function CheckPage({ frame, day, found, days, spells }: { frame: Frame; day: string; found: Checked; days: Lookback; spells: Spell[] }) {
  const { check, finding, clause } = found;
  const count = finding.counterExamples.length;
  return (
    <Desk frame={frame} title={check.sentence}>
      <Head title={check.sentence} lead={printedDay(day)} back={{ label: '组织体检', href: '/structure' }} beside={<Conclusion found={found} />} />
      <Section title="怎样核对">
        <Facts facts={[
          { label: '核对', value: `${finding.examined}项` },
          { label: '例外', value: `${count}项` },
          { label: '依据', value: clause },
          { label: '核对办法', value: check.definition, wide: true },
        ]} />
      </Section>
      <Section title="例外" count={count}>
        {count === 0 ? <p>{found.verdict === 'proved' ? '没有例外。' : '还没有可核对的记录。'}</p> : <Exceptions found={found} most={MOST_DRAWN} />}
      </Section>
      <History check={check} day={day} days={days} spells={spells} frame={frame} />
    </Desk>
  );
}

/** So many points fit side by side with their days. */
const POINTS = 6;

function History({ check, day, days, spells, frame }: { check: Claim; day: string; days: Lookback; spells: Spell[]; frame: Frame }) {
  const step = Math.floor((days - 1) / POINTS);
  const plotted = Array.from({ length: POINTS + 1 }, (_, n) => daysAfter(day, -step * (POINTS - n)));
  const saved = Object.entries(lookbacks).map(([n, label]) => ({ label, href: `/structure/${check.name}?days=${n}` }));
  return (
    <Section title="按日的历史">
      <Views views={{ saved }} here={{ ...frame.here, query: new URLSearchParams({ days: String(days) }) }} />
      <LineChart title={`${lookbacks[days]}的例外`} unit="项" points={plotted.map((on) => ({ label: on.slice(5), value: exceptionsOn(spells, on) }))} />
      <Table<Spell>
        caption={`${check.sentence}：每次变化`}
        rows={spells.toReversed()}
        columns={[
          { key: 'from', label: '从哪天', cell: ({ from }) => from, onCards: 'title', tight: true },
          { key: 'to', label: '到哪天', cell: ({ to }) => to, tight: true },
          { key: 'examined', label: '核对（项）', cell: ({ examined }) => examined, align: 'end' },
          { key: 'exceptions', label: '例外（项）', cell: ({ exceptions }) => exceptions, align: 'end' },
        ]}
      />
    </Section>
  );
}
