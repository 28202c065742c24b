import { roles } from '#platform/identity/actor.ts';
import type { Doubled } from '#platform/identity/administrators.ts';
import type { Policy } from '#platform/identity/account-policy.ts';
import { entrantStates, type Entrant } from '#platform/identity/entrants.ts';
import type { Slip } from '#platform/identity/slips.ts';
import { dayOf, printedDay } from '#platform/time.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { choiceFilter, textFilter } from '#platform/ui/filters.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { ListPage } from '#platform/ui/list.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { PaperPage, SheetOfPaper } from '#platform/ui/paper.tsx';
import type { Paging } from '#platform/ui/paging.tsx';
import type { Column } from '#platform/ui/table.tsx';

/** At most so many slips are made and printed at once. */
export const SLIPS_AT_ONCE = 100;

const columns: Column<Entrant>[] = [
  { key: 'name', label: '姓名', cell: ({ name }) => name, onCards: 'title', fixed: true, tight: true },
  { key: 'kind', label: '进入方式', cell: ({ staff }) => (staff ? '登录名和密码' : '激活单'), tight: true },
  { key: 'place', label: '所在乡镇', cell: ({ place }) => place },
  { key: 'login', label: '登录名', cell: ({ login }) => login },
  { key: 'state', label: '账号', cell: ({ state }) => <Badge tone={state === 'active' ? 'closed' : 'open'}>{entrantStates[state]}</Badge>, tight: true },
  { key: 'slip', label: '激活单有效至', cell: ({ slipUntil }) => slipUntil && dayOf(slipUntil), tight: true },
];

const signOnColumn = (label: string): Column<Entrant> => ({ key: 'sign_on', label, cell: ({ personId, name }) => <a href={`/sign-on/people/${personId}`} aria-label={`${name}的${label}编号`}>编号</a>, tight: true });

/** The county has the three administrators apart, and these are from before. */
const DoubledRemark = ({ doubled }: { doubled: readonly Doubled[] }) => (
  <Remark tone="warning">本县规定系统维护、账号办理、审计监督分设，{doubled.map(({ name, held }) => `${name}现在兼任${held.map((role) => roles[role]).join('、')}`).join('；')}。请在“职务”里调整。</Remark>
);

const slipFilters = (policy: Policy) => [
  textFilter('q', '姓名', { placeholder: '姓名中的字' }),
  choiceFilter('state', '账号', [{ value: 'waiting', label: '还没进入过' }, { value: 'active', label: '已启用' }, { value: 'unused', label: `${policy['accounts.unused_days']}天没有进入过` }]),
  choiceFilter('kind', '进入方式', [{ value: 'member', label: '激活单（委员）' }, { value: 'staff', label: '登录名和密码（工作人员）' }]),
];

export function SlipListPage({ frame, rows, paging, policy, signOn, doubled }: { frame: Frame; rows: Entrant[]; paging: Paging; policy: Policy; signOn?: string; doubled: readonly Doubled[] }) {
  return (
    <ListPage
      frame={frame}
      title="激活单"
      lead={`给委员和工作人员开通账号。勾选后打印，交到本人手里；每张只能用一次，${policy['slips.days']}天内有效。`}
      filters={slipFilters(policy)}
      columns={signOn ? [...columns, signOnColumn(signOn)] : columns}
      above={doubled.length > 0 && <DoubledRemark doubled={doubled} />}
      rows={rows}
      id={({ personId }) => personId}
      paging={paging}
      batch={{ action: '/slips', acts: [{ name: 'make', label: '制作并打印激活单' }, { name: 'leave', label: '退出其全部设备' }], wholePage: true }}
      empty={{ sentence: '还没有登记委员和在任人员，先登记后再来制作激活单。' }}
    />
  );
}

/** The slips, one on a sheet of A5. They can be seen this once: only their check value is kept. */
export function SlipsPage({ frame, slips, body, slug, origin }: { frame: Frame; slips: Slip[]; body: string; slug: string; origin: string }) {
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname);
  return (
    <PaperPage frame={frame} title="激活单" size="a5" back={{ label: '激活单', href: '/slips' }}>
      <Remark tone={local ? 'warning' : 'info'}>
        共{slips.length}张。离开本页后不能再看到，要用只能重新制作，请现在打印。
        {local && '另外，您是从本机地址打开的，别人的手机扫码打不开：请换用这台电脑在局域网或互联网上的地址打开本系统，再重新制作。'}
      </Remark>
      {slips.map((slip) => (
        <SlipSheet slip={slip} body={body} slug={slug} origin={origin} />
      ))}
    </PaperPage>
  );
}

function SlipSheet({ slip, body, slug, origin }: { slip: Slip; body: string; slug: string; origin: string }) {
  return (
    <SheetOfPaper
      size="a5"
      from={body}
      title={`${slip.name} ${slip.staff ? '同志' : '委员'}`}
      address={`${origin}/activate/${slug}/${slip.code}`}
      qrLabel={`${slip.name}的激活二维码`}
      code={slip.code}
      steps={[
        '用您自己的手机，微信“扫一扫”扫上面的二维码。',
        slip.staff ? '点“开始使用”，再设置登录名和密码。' : '点“开始使用”，以后打开就能用，不用记密码。',
        <>扫不了时，在浏览器里打开 <strong>{origin.replace(/^https?:\/\//, '')}/activate</strong>，输入上面的激活码。</>,
      ]}
      foot={`这张激活单只能用一次，${printedDay(dayOf(slip.endsAt))}前有效。请自己保管，不要转给别人；丢了或过期了，请找县政协办公室重新打印。`}
    />
  );
}
