import type { Child } from 'hono/jsx';
import { lifecycle, type Offer, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { Badge } from './badge.tsx';
import { BarChart } from './charts/bar-chart.tsx';
import { Fraction } from './charts/fraction.tsx';
import { LineChart } from './charts/line-chart.tsx';
import { ShareBar } from './charts/share-bar.tsx';
import { Desk } from './desk.tsx';
import { DetailPage, Section } from './detail.tsx';
import { LongText } from './facts.tsx';
import { ChoiceField, ChoicesField, DayField, FileField, LongTextField, NumberField, SlotField, TextField, TickField } from './fields.tsx';
import { choiceFilter, daysFilter, textFilter } from './filters.tsx';
import { FieldGroup, Form, FormPage, type FormState, freshForm } from './form.tsx';
import type { Frame } from './frame.ts';
import { Head } from './head.tsx';
import { Light } from './light.tsx';
import { exportHref, ListPage } from './list.tsx';
import { Remark } from './notice.tsx';
import { numberedPages } from './paging.tsx';
import { Differences, ProblemPage } from './problem.tsx';
import { PaperPage, SheetOfPaper } from './paper.tsx';
import { BigCode, PrivacyWords, PublicPage, SheetCard } from './public.tsx';
import { QrCode } from './qr.tsx';
import { Steps } from './steps.tsx';
import { Timeline } from './timeline.tsx';
import type { Column } from './table.tsx';

/** Every part with the kind of text it will carry; invented people and places. Used only by the gallery test. */
export const galleryPages: Record<string, (elder: boolean) => Child> = {
  home: (elder) => <HomeSample frame={frame('/', elder)} />,
  list: (elder) => <ListSample frame={frame('/ledger?state=handling&q=水&month_from=2025-03-01', elder)} />,
  empty: (elder) => <EmptySample frame={frame('/deeds', elder)} />,
  detail: (elder) => <DetailSample frame={{ ...frame('/proposals/12', elder), notice: { tone: 'good', sentence: '已提交。县政协提案委员会会在10个工作日内审查，结果会发给您。' } }} />,
  form: (elder) => <FormSample frame={frame('/proposals/new', elder)} />,
  refused: (elder) => <FormSample frame={frame('/proposals/new', elder)} refused />,
  conflict: (elder) => <ConflictSample frame={frame('/proposals/12', elder)} />,
  missing: (elder) => <ProblemPage frame={frame('/nowhere', elder)} refused={{ status: 404, sentence: '没有找到您要找的内容。可能已经移走，或者不在您的查看范围内。您可以返回上一页，或从首页重新进入。' }} />,
  login: (elder) => <LoginSample frame={frame('/login', elder)} />,
  report: (elder) => <ReportSample frame={frame('/r/yunling/baishi', elder)} />,
  receipt: (elder) => <ReceiptSample frame={frame('/r/yunling/status', elder)} />,
  poster: () => <PosterSample />,
  slip: () => <SlipSample />,
  fault: (elder) => <ProblemPage frame={{ ...frame('/x', elder), person: undefined }} refused={{ status: 500, sentence: '刚才的操作没有保存。请稍后再试一次；如果仍然这样，请把下面的编号告诉系统维护人员。', reference: '7f3a91c2' }} />,
};

function frame(address: string, elder: boolean): Frame {
  const url = new URL(address, 'http://gallery');
  return {
    county: { name: '云岭彝族自治县政协', invented: true },
    person: { id: '1', name: '阿依古丽·买买提江', post: '白石镇联络委工作人员' },
    elder,
    csrf: 'gallery',
    feedback: '/feedback/new',
    here: { path: url.pathname, query: url.searchParams },
    tabs: [
      { label: '首页', href: '/', icon: 'home' },
      { label: '待办', href: '/tasks', icon: 'tasks', count: 3 },
      { label: '台账', href: '/ledger', icon: 'ledger' },
      { label: '我的', href: '/me', icon: 'person' },
    ],
    menu: [
      { label: '首页', icon: 'home', href: '/' },
      { label: '三个有', icon: 'institutions', items: [{ label: '联络委', href: '/committees' }, { label: '委员', href: '/members' }] },
      { label: '四个方案', icon: 'plans', items: [{ label: '方案与条款', href: '/plans' }] },
      {
        label: '五个一', icon: 'duties', items: [
          { label: '民情台账', href: '/ledger', count: 12 }, { label: '社情民意信息', href: '/opinions' }, { label: '调研视察', href: '/inspections' },
          { label: '协商活动', href: '/consultations' }, { label: '提案', href: '/proposals' }, { label: '民生实事', href: '/deeds' },
        ],
      },
      { label: '统计与文书', icon: 'reports', items: [{ label: '数字与判断', href: '/figures' }, { label: '发言材料', href: '/speech' }] },
      { label: '导入', icon: 'importing', href: '/imports' },
      { label: '系统', icon: 'system', items: [{ label: '账号', href: '/accounts' }] },
    ],
  };
}

function HomeSample({ frame }: { frame: Frame }) {
  return (
    <Desk frame={frame} title="首页">
      <Head title="上午好，阿依古丽·买买提江" lead="2025年3月21日，星期五。今天有3件事等您办。" main={{ label: '记一条民情', href: '/ledger/new', icon: 'add' }} />
      <Remark tone="warning">2月份的民情还没有确认。没有新的民情也可以直接确认为“本月没有”。</Remark>
      <Section title="五个一 · 本年">
        <div class="progress-row">
          <Fraction label="一月一次民情" done={2} due={3} href="/ledger" note="差2月份的确认" />
          <Fraction label="一季一次调研视察" done={1} due={1} href="/inspections" note="本季度已完成" />
          <Fraction label="半年一次协商" done={0} due={1} href="/consultations" note="6月30日前" />
          <Fraction label="一年一次提案征集" done={0} due={1} href="/proposals" />
          <Fraction label="一人一件实事" done={13} due={90} href="/deeds" note="还差77人" />
        </div>
      </Section>
      <Section title="每月收集民情">
        <div class="charts">
        <BarChart title="2025年各月收集的民情" unit="条" points={['1月', '2月', '3月', '4月', '5月', '6月'].map((label, at) => ({ label, value: [38, 12, 54, 0, 61, 47][at] ?? 0, href: `/ledger?month=${at + 1}` }))} />
        <LineChart title="各月化解矛盾纠纷" unit="起" points={['1月', '2月', '3月', '4月'].map((label, at) => ({ label, value: at * 2 + 1 }))} beside={{ label: '上年', points: [2, 2, 5, 4].map((value) => ({ value })) }} />
        <LineChart title="各月答复" unit="件" small points={Array.from({ length: 12 }, (_, at) => ({ label: `${at + 1}月`, value: (at * 7) % 11, href: `/proposals?month=${at + 1}` }))} />
        <BarChart title="状态很多的提案" unit="件" points={['草稿', '征集附议中', '审查中', '退回补充', '立案', '交办', '办理中', '已答复', '已办结'].map((label, at) => ({ label, value: at * 31 }))} />
        <ShareBar title="群众怎么说" unit="条" points={[{ label: '解决了', value: 41, href: '/ledger?x=1' }, { label: '部分解决', value: 12 }, { label: '没解决', value: 3 }, { label: '还没问', value: 20 }]} />
        </div>
      </Section>
      <Section title="群众反映二维码">
        <QrCode text="https://example.invalid/r/baishi" label="白石镇群众反映二维码" />
      </Section>
    </Desk>
  );
}

interface Entry {
  id: string;
  no: string;
  day: string;
  matter: string;
  place: string;
  people: number;
  state: Child;
  due: Child;
  phone: string;
}

const entries: Entry[] = [
  { id: '1', no: 'A3K7Q2', day: '2025-03-21', matter: '三组到学校的路段雨天积水，孩子上学要绕行两公里，希望修一条排水沟', place: '白石镇 大河村', people: 57, state: <Badge tone="open">办理中</Badge>, due: <Light deadline={{ standing: 'ahead', days: 3, sure: true, near: 3, today: false }} />, phone: '138****2046' },
  { id: '2', no: 'B8M2T5', day: '2025-03-18', matter: '卫生室周末没有人值班', place: '白石镇 石桥社区', people: 3, state: <Badge tone="open">已交办</Badge>, due: <Light deadline={{ standing: 'ahead', days: 12, sure: true, near: 3, today: false }} />, phone: '139****7781' },
  { id: '3', no: 'C1P9W4', day: '2025-02-27', matter: '两户之间的地界纠纷，请人调解', place: '清溪乡 上营村', people: 2, state: <Badge tone="returned">退回补充</Badge>, due: <Light deadline={{ standing: 'over', days: 2, sure: true }} />, phone: '' },
  { id: '4', no: 'D4R6X8', day: '2025-02-11', matter: '老年食堂的台阶太高，轮椅上不去', place: '城关街道', people: 1_204, state: <Badge tone="closed">已办结</Badge>, due: <Light deadline={{ standing: 'closed' }} />, phone: '136****0912' },
];

const columns: Column<Entry>[] = [
  { key: 'matter', label: '反映的事', cell: (row) => row.matter, onCards: 'title', fixed: true },
  { key: 'day', label: '收集时间', cell: (row) => row.day, sort: true, tight: true },
  { key: 'place', label: '地点', cell: (row) => row.place },
  { key: 'people', label: '涉及人数（人）', cell: (row) => row.people.toLocaleString('zh-CN'), align: 'end', sort: true },
  { key: 'state', label: '状态', cell: (row) => row.state, tight: true },
  { key: 'due', label: '时限', cell: (row) => row.due, tight: true },
  { key: 'phone', label: '联系电话', cell: (row) => row.phone, tight: true, onCards: 'hidden', shown: false },
];

function ListSample({ frame }: { frame: Frame }) {
  return (
    <ListPage
      frame={frame}
      title="民情台账"
      lead="群众反映的问题和建议，一事一条。"
      main={{ label: '记一条民情', href: '/ledger/new', icon: 'add' }}
      others={[{ label: '从 Excel 导入', href: '/imports/new', icon: 'importing' }]}
      views={{ saved: [{ label: '全部', href: '/ledger' }, { label: '办理中', href: '/ledger?state=handling&q=水&month_from=2025-03-01', removeTo: '/views/1/removal' }, { label: '临期和逾期', href: '/ledger?due=near' }], saveTo: '/views' }}
      filters={[
        textFilter('q', '关键词', { placeholder: '事由、地点、姓名' }),
        choiceFilter('state', '状态', [{ value: 'handling', label: '办理中' }, { value: 'closed', label: '已办结' }]),
        choiceFilter('committee', '联络委', [{ value: '1', label: '白石镇联络委' }, { value: '2', label: '清溪乡联络委' }]),
        daysFilter('month', '收集时间', { more: true }),
        choiceFilter('kind', '类别', [{ value: 'road', label: '道路交通' }], { more: true }),
      ]}
      columns={columns}
      rows={entries}
      id={(row) => row.id}
      href={(row) => `/ledger/${row.id}`}
      paging={numberedPages(frame.here, { page: 2, size: 50, total: 1_286 })}
      defaultSort="-day"
      exports={[{ label: 'Excel', href: exportHref(frame, 'xlsx') }, { label: 'CSV', href: exportHref(frame, 'csv') }]}
      batch={{ action: '/ledger/batch', acts: [{ name: 'assign', label: '交办' }, { name: 'merge', label: '合并成一条信息' }] }}
    />
  );
}

function EmptySample({ frame }: { frame: Frame }) {
  return (
    <ListPage
      frame={frame}
      title="民生实事"
      columns={columns}
      rows={[]}
      id={(row) => row.id}
      paging={numberedPages(frame.here, { page: 1, size: 50, total: 0 })}
      empty={{ sentence: '还没有登记民生实事。办成一件登记一件，没有可以不填。', action: { label: '登记一件', href: '/deeds/new' } }}
    />
  );
}

const proposal = lifecycle<Recorded>()({
  name: 'proposal', title: '提案', table: 'proposals', path: 'proposals', nameOf: () => '提案', initial: 'submitted',
  states: { submitted: { label: '待审查', open: true }, filed: { label: '已立案', open: true }, declined: { label: '不予立案', open: false } },
  steps: {
    file: { label: '立案', noun: 'filing', from: ['submitted'], to: 'filed', by: [], clause: '履职方案 第四条' },
    decline: { label: '不予立案', noun: 'decline', from: ['submitted'], to: 'declined', by: [], reason: true, final: true },
    give: { label: '退回补充', noun: 'return', from: ['submitted'], by: [], reason: true },
    assign: { label: '交办', noun: 'assignment', from: ['filed'], by: [], clause: '履职方案 第六条' },
  },
  visibleTo: [], createdBy: [], editable: { in: [], by: [] },
});

const proposalOffers: Offer[] = [
  { step: 'file', label: '立案', noun: 'filing' },
  { step: 'give', label: '退回补充', noun: 'return' },
  { step: 'decline', label: '不予立案', noun: 'decline' },
  { step: 'assign', label: '交办', noun: 'assignment', refusal: { kind: 'not_ready', sentence: '尚未确定承办单位，请先在“承办单位”一栏选好。', clause: '履职方案 第六条' } },
];

function DetailSample({ frame }: { frame: Frame }) {
  return (
    <DetailPage
      frame={frame}
      title="关于修缮白石镇大河村三组至中心小学道路及排水设施的提案"
      lead="流水号 2025-037 · 白石镇联络委 · 平时提案"
      back={{ label: '提案', href: '/proposals' }}
      status={<><Badge tone="open">待审查</Badge><Badge tone="mark">重点提案</Badge><Light deadline={{ standing: 'ahead', days: 7, sure: true, near: 3, today: false }} /></>}
      others={[{ label: '修改', href: '/proposals/12/edit' }, { label: '导出公文', href: '/proposals/12.docx', icon: 'exporting' }]}
      steps={<Steps frame={frame} declared={proposal} row={{ id: '12', version: 3 }} offers={proposalOffers} inputs={{ give: <LongTextField form={freshForm()} name="advice" label="需要补充什么" /> }} />}
      facts={[
        { label: '第一提案人', value: '李春梅', source: '委员名册' },
        { label: '联名', value: '阿依古丽·买买提江、王勇、欧阳志远' },
        { label: '联系电话', value: '138 0000 2046', source: '委员名册' },
        { label: '提交日期', value: '2025-03-18' },
        { label: '承办单位', value: undefined },
        { label: '案由', value: <LongText text={'三组至中心小学一段土路长约1.2公里，雨天积水，57户村民和43名学生出行不便。\n去年汛期曾两次中断。'} />, wide: true },
      ]}
      course={{
        now: '等待县政协办公室审查',
        entries: [
          { sentence: '李春梅起草', at: '2025-03-12 09:20', who: '李春梅' },
          { sentence: '县政协办公室退回补充', at: '2025-03-14 16:05', who: '赵国强', reason: '请补充涉及的户数和学生人数。' },
          { sentence: '李春梅提交，流水号 2025-037', at: '2025-03-18 10:41', who: '白石镇联络委代填' },
        ],
      }}
      attachments={{
        files: [
          { id: '1', name: '现场照片.jpg', about: '图片 · 286 KB · 李春梅 · 2025-03-10', href: '/files/1', picture: '/files/1?view=1', withdrawal: '/files/1/withdrawal' },
          { id: '2', name: '村民代表会议记录（扫描件）.pdf', about: 'PDF · 1.2 MB · 李春梅 · 2025-03-10', href: '/files/2' },
          { id: '3', name: '旧稿.docx', about: '', withdrawn: { about: '李春梅 2025-03-11 撤下', why: '传错了一份' } },
        ],
        adding: { action: '/files', field: 'files', form: freshForm(), accept: 'image/*,.pdf', maxMebibytes: 20, maxFiles: 10, maxTotalMebibytes: 64 },
      }}
      journal={[
        { at: '2025-03-18 10:41', who: '阿依古丽·买买提江', what: '提交（代李春梅填写）' },
        { at: '2025-03-14 16:05', who: '赵国强', what: '退回补充', why: '请补充涉及的户数和学生人数。' },
      ]}
    >
      <Section title="建议" count={2}>
        <LongText text={'一、由县交通运输局列入农村公路养护计划，硬化路面并修建排水沟。\n二、汛期前先清理现有边沟，由白石镇人民政府负责。'} />
      </Section>
    </DetailPage>
  );
}

function FormSample({ frame, refused = false }: { frame: Frame; refused?: boolean }) {
  const form: FormState = {
    values: { title: '关于修缮道路的提案', author: '李春梅', kind: 'ordinary', day: refused ? '2025.13.2' : '2025-03-18', households: refused ? '五十多' : '57', joint: true, ways: ['visit'] },
    problems: refused ? { day: '没有13月，请改成 2025-03-02 这样的日期。', households: '这里要填数字，如 57。', body: '请写明情况和建议，至少几句话。' } : {},
  };
  return (
    <FormPage frame={frame} title="提交提案" lead="一事一案。写到一半可以放下，草稿会留在本机。" back={{ label: '提案', href: '/proposals' }} action="/proposals" form={form} draft="proposal-new" submit="提交提案" version={1} files>
      <TextField form={form} name="title" label="案由" required maxlength={60} hint="一句话说清是什么事" />
      <TextField form={form} name="author" label="第一提案人" required short source="委员名册，登录人" />
      <ChoiceField form={form} name="kind" label="提案类别" required options={[{ value: 'session', label: '大会提案' }, { value: 'ordinary', label: '平时提案' }]} />
      <ChoiceField form={form} name="unit" label="建议承办单位" options={['县交通运输局', '县水利局', '县教育体育局', '县卫生健康局', '白石镇人民政府'].map((label) => ({ value: label, label }))} />
      <DayField form={form} name="day" label="调研日期" required />
      <DayField form={form} name="month" label="所属月份" precision="month" />
      <NumberField form={form} name="households" label="涉及户数" unit="户" />
      <LongTextField form={form} name="body" label="情况和建议" required rows={6} hint="800字左右为宜" />
      <FieldGroup title="材料" hint="照片可以不传。">
        <ChoicesField form={form} name="ways" label="调研方式" options={[{ value: 'visit', label: '实地察看' }, { value: 'talk', label: '座谈' }, { value: 'paper', label: '书面' }]} />
        <FileField form={form} name="files" label="附件" multiple maxMebibytes={10} maxFiles={3} />
        <TickField form={form} name="joint" label="与县政协联动调研" />
        <SlotField form={form} name="signers" label="联名委员"><p class="quiet">还没有联名委员。</p></SlotField>
      </FieldGroup>
    </FormPage>
  );
}

function ConflictSample({ frame }: { frame: Frame }) {
  return (
    <ProblemPage frame={frame} refused={{ status: 409, sentence: '您打开之后，这条提案已被别人改过。您填写的内容还在下面，请对照最新内容核对后再提交。' }}>
      <Differences who="赵国强于2025-03-18 11:02改过。" differences={[{ label: '案由', yours: '关于修缮道路的提案', theirs: '关于修缮大河村三组道路及排水设施的提案' }, { label: '涉及户数', yours: '57', theirs: '' }]} />
    </ProblemPage>
  );
}

function LoginSample({ frame }: { frame: Frame }) {
  const form: FormState = { values: { login: 'baishi' }, problems: { password: '登录名或密码没有对上，请再看看大小写。' } };
  return (
    <PublicPage frame={frame} title="登录" lead="工作人员用登录名和密码；委员请用激活单上的二维码。">
      <SheetCard>
        <Form frame={frame} action="/login" form={form} submit="登录">
          <TextField form={form} name="login" label="登录名" required autocomplete="username" />
          <TextField form={form} name="password" label="密码" required type="password" autocomplete="current-password" />
        </Form>
      </SheetCard>
    </PublicPage>
  );
}

function ReportSample({ frame }: { frame: Frame }) {
  const form = freshForm();
  return (
    <PublicPage frame={frame} title="我要反映" lead="白石镇政协联络委 · 说一件事，一分钟就好。">
      <SheetCard>
        <PrivacyWords>您说的事由镇联络委登记办理。电话只用来答复您，可以不留。</PrivacyWords>
        <Form frame={frame} action="/r/yunling/baishi" form={form} draft="report" submit="提交">
          <LongTextField form={form} name="matter" label="什么事" required rows={4} hint="可以点键盘上的话筒直接说" />
          <TextField form={form} name="place" label="在哪里" required hint="哪个村、哪条路" />
          <TextField form={form} name="phone" label="电话" keyboard="tel" autocomplete="tel" short />
        </Form>
      </SheetCard>
    </PublicPage>
  );
}

function ReceiptSample({ frame }: { frame: Frame }) {
  return (
    <PublicPage frame={frame} title="收到了">
      <SheetCard>
        <BigCode label="您的回执号" code="A3K7Q2" note="拍下来或抄下来，随时可以凭它查进展。" />
      </SheetCard>
      <SheetCard title="进展">
        <Timeline now="镇联络委正在办理" entries={[{ sentence: '已登记', at: '2025-03-21 15:04' }, { sentence: '已转县交通运输局', at: '2025-03-24 09:10' }]} />
      </SheetCard>
    </PublicPage>
  );
}

function PosterSample() {
  return (
    <PaperPage frame={frame('/x', false)} title="群众反映二维码" size="a4" back={{ label: '白石镇联络委', href: '/committees/1' }}>
      <SheetOfPaper
        size="a4"
        from="云岭彝族自治县政协 · 白石镇联络委"
        title="有事您说"
        address="https://lianxinqiao.example/r/yunling/baishi"
        qrLabel="扫码反映问题"
        steps={['用手机扫一扫上面的方块。', '写清是什么事、在哪里，不用注册。', '记下回执号，7个工作日内给您回复。']}
        foot="不会用手机的，请到镇政府一楼联络委，工作人员帮您填。电话 0876-1234567"
      />
    </PaperPage>
  );
}

function SlipSample() {
  return (
    <PaperPage frame={frame('/x', false)} title="激活单" size="a5" back={{ label: '激活单', href: '/slips' }}>
      <SheetOfPaper
        size="a5"
        from="云岭彝族自治县政协办公室"
        title="欧阳志远 委员"
        address="https://lianxinqiao.example/activate/yunling/7K3M-Q8RT-2XWN-B4HV"
        qrLabel="激活二维码"
        code="7K3M-Q8RT-2XWN-B4HV"
        steps={['用您自己的手机扫上面的方块。', '点“是我本人，开始使用”。', '以后打开就能用，不用记密码。']}
        foot="7天内有效，只能用一次，不要转给别人。2025年3月28日前没用上，请找县政协办公室重打一张。"
      />
    </PaperPage>
  );
}
