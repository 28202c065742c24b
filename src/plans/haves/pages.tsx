import { ItemLamp } from '#plans/haves/lamps.tsx';
import { haveCheck, type HaveCheck } from '#plans/haves/checks/record.ts';
import { shownKinds, type Checklist, type Item } from '#plans/haves/checklists/record.ts';
import { haveItemsMet, havesComplete } from '#plans/haves/facts.ts';
import type { CommitteeStanding, Overview } from '#plans/haves/overview.ts';
import { isMet } from '#plans/haves/standing.ts';
import { printedMoment } from '#platform/time.ts';
import { AppliedLine, type Basis } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head, type Action } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';

type Check = Pick<HaveCheck, 'id' | 'state' | 'mend_by'>;

/** One checklist on one day, and what else was in force. */
export interface Looked {
  day: string;
  /** The moment whose records are looked at; absent: as they stand. */
  asOf: Date | undefined;
  /** Absent while the checklist asked for (or any) was not in force on the day. */
  overview: Overview | undefined;
  others: readonly Checklist[];
  checks: ReadonlyMap<string, Check>;
  /** By which value an item counts as soon to expire. */
  applied: readonly Basis[];
}

const NO_CHECKLIST = '这一天还没有施行中的规范化清单。';

/** The same page for another day or list; the moment stays. */
function addressOf(path: string, { day, asOf }: Looked, list?: string): string {
  return `${path}?${new URLSearchParams({ day, ...(list && { list }), ...(asOf && { asof: asOf.toISOString() }) })}`;
}

/** All committees × items: on paper one sheet of A4, lying. */
export function OverviewPage({ frame, looked, committees }: { frame: Frame; looked: Looked; committees: CommitteeStanding[] }) {
  const checklist = looked.overview?.checklist;
  const items = committees[0]?.items.map(({ item }) => item) ?? [];
  const title = checklist ? `${checklist.title}总表` : '规范化建设总表';
  const at = (path: string) => addressOf(path, looked, checklist?.line_id);
  return (
    <Desk frame={frame} title={title}>
      <Head
        title={title} lead={checklist ? <SumOf looked={looked} committees={committees} /> : NO_CHECKLIST}
        others={[...othersOf('/haves', looked), { label: '清单', href: '/checklists' }, { label: '自查验收', href: '/have-checks' }, { label: '设备', href: '/equipment' }, { label: '经费', href: '/funds' }]}
      />
      <DayAsked looked={looked} />
      <section class="card list one-sheet" aria-label={title}>
        <Table<CommitteeStanding>
          caption={title}
          rows={committees}
          href={({ id }) => at(`/haves/${id}`)}
          columns={[
            { key: 'place', label: '联络委', cell: ({ place }) => place, onCards: 'title' },
            ...items.map((item, n) => ({ key: item.id, label: item.label, cell: (one: CommitteeStanding) => <a href={`${at(`/haves/${one.id}`)}#${item.id}`}><ItemLamp of={one.items[n]!} /></a>, tight: true })),
            { key: 'accepted', label: '验收', cell: (one) => acceptance(one, looked.checks.get(one.id)), tight: true },
          ]}
        />
      </section>
      {checklist && <MetByItem looked={looked} items={items} committees={committees} />}
      <p class="quiet">各项现状由登记的职务、佐证、设备、经费自动得出，不能手工改。点开可看理由。</p>
      <AppliedLine bases={looked.applied} />
    </Desk>
  );
}

const othersOf = (path: string, looked: Looked): Action[] =>
  looked.others.map(({ title, line_id }) => ({ label: `看“${title}”`, href: addressOf(path, looked, line_id) }));

function SumOf({ looked, committees }: { looked: Looked; committees: CommitteeStanding[] }) {
  const { subject } = looked.overview!.checklist;
  const whole = committees.filter((one) => one.items.every((item) => !item.item.required || isMet(item))).length;
  const accepted = committees.filter(({ acceptedOn }) => acceptedOn).length;
  const alone = looked.others.length === 0;
  return (
    <>
      {looked.day}：{committees.length}个联络委{subject && `（${subject}）`}，必备项目齐全{alone ? <a href={listOf('/haves/committees', havesComplete.name, looked)}>{whole}</a> : whole}个，验收合格{accepted}个。
      {looked.asOf && `数据截至${printedMoment(looked.asOf)}。`}
    </>
  );
}

const listOf = (path: string, figure: string, { day, asOf }: Looked, item?: string): string =>
  `${path}?${new URLSearchParams({ figure, to: day, ...(item && { item }), ...(asOf && { asof: asOf.toISOString() }) })}`;

/** How many have each item; the number opens those that have. */
function MetByItem({ looked, items, committees }: { looked: Looked; items: readonly Item[]; committees: CommitteeStanding[] }) {
  const met = (n: number): number => committees.filter((one) => isMet(one.items[n]!)).length;
  return (
    <p>
      具备的：{items.map((item, n) => <>{n > 0 && '，'}{item.label}<a href={listOf('/haves/items', haveItemsMet.name, looked, item.id)}>{met(n)}</a>个</>)}。
    </p>
  );
}

/** The same sheet for another day: what was then follows from the records as well. */
function DayAsked({ looked: { day, asOf, overview } }: { looked: Looked }) {
  return (
    <div class="filters">
      <form method="get" action="/haves" class="filter-form">
        {overview && <input type="hidden" name="list" value={overview.checklist.line_id} />}
        {asOf && <input type="hidden" name="asof" value={asOf.toISOString()} />}
        <label class="filter-field"><span>看哪一天</span><input class="form-control" type="date" name="day" value={day} /></label>
        <button type="submit" class="btn filter-apply">查看</button>
      </form>
    </div>
  );
}

const acceptance = ({ acceptedOn, acceptedBy }: CommitteeStanding, check: Check | undefined): string =>
  [acceptedOn && `${acceptedOn}${acceptedBy ? `按“${acceptedBy}”` : ''}合格`, check && check.state !== 'accepted' && haveCheck.states[check.state as 'checking']?.label].filter(Boolean).join('，') || '未验收';

/** One committee, item by item: what is asked, where it stands and why, and where to put it right. */
export function CommitteePage({ frame, looked, committee, mayKeep }: { frame: Frame; looked: Looked; committee: CommitteeStanding | undefined; mayKeep: boolean }) {
  const checklist = looked.overview?.checklist;
  const title = committee && checklist ? `${committee.place}“${checklist.title}”` : '规范化建设';
  const check = committee && looked.checks.get(committee.id);
  const here = committee ? `/haves/${committee.id}` : '/haves';
  return (
    <Desk frame={frame} title={title} width="narrow">
      <Head
        title={title} lead={committee ? `${looked.day} · ${acceptance(committee, check)}${looked.asOf ? ` · 数据截至${printedMoment(looked.asOf)}` : ''}` : NO_CHECKLIST}
        back={{ label: '总表', href: addressOf('/haves', looked, checklist?.line_id) }} others={othersOf(here, looked)}
        main={committee && checklist && mainOf(committee, checklist, check, mayKeep)}
      />
      {committee?.items.map(({ item, ...standing }) => (
        <Section title={item.label} id={item.id} action={<ItemLamp of={standing} />}>
          <Facts facts={[
            { label: '要求', value: `${item.asked}${item.required ? '' : '（不是必备）'}`, wide: true },
            { label: '现状', value: standing.href ? <a href={standing.href}>{standing.why}</a> : standing.why, wide: true },
          ]} />
          {mayKeep && <Mend item={item} committee={committee.id} />}
        </Section>
      ))}
      <AppliedLine bases={looked.applied} />
    </Desk>
  );
}

function mainOf({ id }: CommitteeStanding, checklist: Checklist, check: Check | undefined, mayKeep: boolean): Action | undefined {
  if (check) return { label: '查看自查验收', href: `/have-checks/${check.id}` };
  return mayKeep ? { label: '开始自查', href: `/have-checks/new?committee=${id}&checklist=${checklist.id}` } : undefined;
}

/** Where the item is put right; posts are the office's business, on their own page. */
function Mend({ item, committee }: { item: Item; committee: string }) {
  const where = shownKinds.includes(item.kind) ? { label: '登记佐证', href: `/have-proofs/new?committee=${committee}&item=${item.id}` }
    : item.kind === 'equipment' ? { label: '登记设备', href: `/equipment/new?committee=${committee}` }
      : item.kind === 'funds' ? { label: '登记经费', href: `/funds/new?committee=${committee}` }
        : { label: '查看职务', href: `/posts?committee_id=${committee}` };
  return <a class="btn" href={where.href}>{where.label}</a>;
}
