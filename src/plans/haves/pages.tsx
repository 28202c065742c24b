import { ItemLamp } from '#plans/haves/lamps.tsx';
import { haveCheck, type HaveCheck } from '#plans/haves/checks/record.ts';
import { shownKinds, type Item } from '#plans/haves/checklists/record.ts';
import type { CommitteeStanding, Overview } from '#plans/haves/overview.ts';
import { isMet } from '#plans/haves/standing.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head, type Action } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';

type Check = Pick<HaveCheck, 'id' | 'state' | 'mend_by'>;

const NO_CHECKLIST = '这一天还没有施行中的规范化清单。';

/** All committees × items: on paper one sheet of A4, lying. */
export function OverviewPage({ frame, overview, checks }: { frame: Frame; overview: Overview; checks: ReadonlyMap<string, Check> }) {
  const { checklist, committees, day } = overview;
  const items = committees[0]?.items.map(({ item }) => item) ?? [];
  const whole = committees.filter((one) => one.items.every((item) => !item.item.required || isMet(item))).length;
  const title = checklist ? `“${checklist.title}”总表` : '规范化建设总表';
  const lead = checklist ? `${day}：${committees.length}个联络委，必备项目齐全${whole}个，验收合格${committees.filter(({ acceptedOn }) => acceptedOn).length}个。` : NO_CHECKLIST;
  return (
    <Desk frame={frame} title={title}>
      <Head title={title} lead={lead} others={[{ label: '清单', href: '/checklists' }, { label: '自查验收', href: '/have-checks' }, { label: '设备', href: '/equipment' }, { label: '经费', href: '/funds' }]} />
      <section class="card list one-sheet" aria-label={title}>
        <Table<CommitteeStanding>
          caption={title}
          rows={committees}
          href={({ id }) => `/haves/${id}`}
          columns={[
            { key: 'place', label: '联络委', cell: ({ place }) => place, onCards: 'title' },
            ...items.map((item, n) => ({ key: item.id, label: item.label, cell: (one: CommitteeStanding) => <a href={`/haves/${one.id}#${item.id}`}><ItemLamp of={one.items[n]!} /></a>, tight: true })),
            { key: 'accepted', label: '验收', cell: (one) => acceptance(one, checks.get(one.id)), tight: true },
          ]}
        />
      </section>
      <p class="quiet">具备、临期、失效、没有由登记的职务、佐证、设备、经费推出，不能手工改。点开可看理由。</p>
    </Desk>
  );
}

const acceptance = ({ acceptedOn }: CommitteeStanding, check: Check | undefined): string =>
  [acceptedOn && `${acceptedOn}合格`, check && check.state !== 'accepted' && haveCheck.states[check.state as 'checking']?.label].filter(Boolean).join('，') || '未验收';

/** One committee, item by item: what is asked, where it stands and why, and where to put it right. */
export function CommitteePage({ frame, overview, committee, check, mayKeep }: { frame: Frame; overview: Overview; committee: CommitteeStanding | undefined; check: Check | undefined; mayKeep: boolean }) {
  const title = committee && overview.checklist ? `${committee.place}“${overview.checklist.title}”` : '规范化建设';
  return (
    <Desk frame={frame} title={title} width="narrow">
      <Head title={title} lead={committee ? `${overview.day} · ${acceptance(committee, check)}` : NO_CHECKLIST} back={{ label: '总表', href: '/haves' }} main={committee && mainOf(committee, check, mayKeep)} />
      {committee?.items.map(({ item, ...standing }) => (
        <Section title={item.label} id={item.id} action={<ItemLamp of={standing} />}>
          <Facts facts={[
            { label: '要求', value: `${item.asked}${item.required ? '' : '（不是必备）'}`, wide: true },
            { label: '现状', value: standing.href ? <a href={standing.href}>{standing.why}</a> : standing.why, wide: true },
          ]} />
          {mayKeep && <Mend item={item} committee={committee.id} />}
        </Section>
      ))}
    </Desk>
  );
}

function mainOf({ id }: CommitteeStanding, check: Check | undefined, mayKeep: boolean): Action | undefined {
  if (check) return { label: '查看自查验收', href: `/have-checks/${check.id}` };
  return mayKeep ? { label: '开始自查', href: `/have-checks/new?committee=${id}` } : undefined;
}

/** Where the item is put right; posts are the office's business, on their own page. */
function Mend({ item, committee }: { item: Item; committee: string }) {
  const where = shownKinds.includes(item.kind) ? { label: '登记佐证', href: `/have-proofs/new?committee=${committee}&item=${item.id}` }
    : item.kind === 'equipment' ? { label: '登记设备', href: `/equipment/new?committee=${committee}` }
      : item.kind === 'funds' ? { label: '登记经费', href: `/funds/new?committee=${committee}` }
        : { label: '查看职务', href: `/posts?committee_id=${committee}` };
  return <a class="btn" href={where.href}>{where.label}</a>;
}
