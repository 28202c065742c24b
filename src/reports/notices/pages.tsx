import { maskedMailbox } from '#platform/mail/addresses.ts';
import { securities, type MailServer } from '#platform/mail/server.ts';
import { printedDay, shownMoment } from '#platform/time.ts';
import { AppliedLine, type Basis } from '#platform/ui/applied.tsx';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { ChoiceField, TextField } from '#platform/ui/fields.tsx';
import { Form, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Choice } from '#reports/notices/choosing.ts';
import type { DayOfLetters, Troubled } from '#reports/notices/deliveries.ts';

const LONGEST_ADDRESS = 254;

export interface OwnMailProps {
  frame: Frame;
  form: FormState;
  choice?: Choice;
  /** The county sends letters at all. */
  on: boolean;
  bases: readonly Basis[];
}

/** 我的—汇总邮件: whether the day's bundle comes by mail too, and where to. */
export function OwnMailPage({ frame, form, choice, on, bases }: OwnMailProps) {
  const lead = '“催办”里每天的那一条汇总，也可以发到您的邮箱。每个工作日至多一封，没有事就不发，节假日和夜里不发。信里只写种类、件数和日子，不写姓名和标题。';
  return (
    <Desk frame={frame} title="汇总邮件" width="narrow">
      <Head title="汇总邮件" lead={lead} back={{ label: '我的', href: '/me' }} />
      {!on && <div class="card"><Empty title="本县没有开通邮件" sentence="提醒都在“催办”里，登录后就能看到。" /></div>}
      {choice?.confirmed && (
        <Section title="正在收">
          <p>每天的汇总发到：<strong>{choice.address}</strong></p>
          <Leave frame={frame} label="不再收" />
        </Section>
      )}
      {on && choice && !choice.confirmed && (
        <Section title="填写验证码">
          <p>验证码已发到 {choice.address}，30分钟内有效。没有收到的，看看垃圾邮件，或者在下面再发一次。</p>
          <Form frame={frame} action="/me/mail/code" form={form} submit="确认">
            <TextField form={form} name="code" label="验证码" required short maxlength={12} keyboard="numeric" autocomplete="one-time-code" />
          </Form>
          <Leave frame={frame} label="不收了" />
        </Section>
      )}
      {on && (
        <Section title={choice ? '换一个邮箱' : '收到哪个邮箱'}>
          <Form frame={frame} action="/me/mail" form={form} submit="发验证码">
            <TextField form={form} name="address" label="邮箱地址" required maxlength={LONGEST_ADDRESS} keyboard="email" autocomplete="email" hint="加密保存，只有您自己看得到；不收了就删除" />
          </Form>
        </Section>
      )}
      <AppliedLine bases={bases} />
    </Desk>
  );
}

const Leave = ({ frame, label }: { frame: Frame; label: string }) => (
  <form method="post" action="/me/mail/leaving" class="form-actions">
    <CsrfInput csrf={frame.csrf} />
    <button type="submit" class="btn">{label}</button>
  </form>
);

export interface MailPageProps {
  frame: Frame;
  form: FormState;
  test: FormState;
  known?: MailServer;
  readers: number;
  days: readonly DayOfLetters[];
  troubled: readonly Troubled[];
  bases: readonly Basis[];
}

/** 邮件通知: the office's page. Who read a letter is not known and not asked. */
export function MailPage({ frame, form, test, known, readers, days, troubled, bases }: MailPageProps) {
  const lead = '设置后，愿意收的人可以在“我的—汇总邮件”里填邮箱，每个工作日至多收一封汇总。不设置，就不发任何邮件。信里没有跟踪，看没看过没有人知道。';
  return (
    <Desk frame={frame} title="邮件通知" width="narrow">
      <Head title="邮件通知" lead={lead} />
      <Section title="发信服务器">
        <Form frame={frame} action="/mail" form={form} submit={known ? '保存' : '保存并开通'}>
          <TextField form={form} name="host" label="服务器" required maxlength={253} autocomplete="off" hint="照邮箱服务的说明填，例如 smtp.example.cn" />
          <TextField form={form} name="port" label="端口" required short maxlength={5} keyboard="numeric" />
          <ChoiceField form={form} name="security" label="连接方式" required options={Object.entries(securities).map(([value, label]) => ({ value, label }))} />
          <TextField form={form} name="sender" label="发件地址" required maxlength={LONGEST_ADDRESS} keyboard="email" hint="收信人看到的地址，例如 zxb@example.gov.cn" />
          <TextField form={form} name="username" label="用户名" maxlength={200} autocomplete="off" hint="服务器不要求登录的留空" />
          <TextField form={form} name="password" label="密码（授权码）" type="password" maxlength={200} autocomplete="off" hint={known ? '留空就是不改。加密保存，不再显示' : '加密保存，不再显示'} />
        </Form>
      </Section>
      {known && (
        <Section title="试发一封">
          <Form frame={frame} action="/mail/test" form={test} submit="试发">
            <TextField form={test} name="to" label="发到" required maxlength={LONGEST_ADDRESS} keyboard="email" autocomplete="email" hint="只用这一次，不保存" />
          </Form>
        </Section>
      )}
      <Section title="最近发信">
        <p>现在有{readers}人愿意收。</p>
        {days.length > 0 && (
          <Table<DayOfLetters>
            caption="最近发信" rows={[...days]}
            columns={[
              { key: 'day', label: '日期', cell: ({ day }) => printedDay(day), onCards: 'title', tight: true },
              { key: 'written', label: '应发（封）', cell: ({ written }) => written, align: 'end' },
              { key: 'sent', label: '服务器已收', cell: ({ sent }) => sent, align: 'end' },
              { key: 'waiting', label: '等候再发', cell: ({ waiting }) => waiting, align: 'end' },
              { key: 'possibly', label: '可能已发', cell: ({ possibly }) => possibly, align: 'end' },
              { key: 'failed', label: '没有发成', cell: ({ failed }) => failed, align: 'end' },
            ]}
          />
        )}
      </Section>
      {troubled.length > 0 && (
        <Section title="没有发成的" count={troubled.length}>
          <Table<Troubled>
            caption="没有发成的" rows={[...troubled]}
            columns={[
              { key: 'day', label: '日期', cell: ({ day }) => printedDay(day), tight: true },
              { key: 'name', label: '收信人', cell: ({ name, address }) => `${name}${address ? `（${maskedMailbox(address)}）` : ''}`, onCards: 'title' },
              { key: 'problem', label: '情况', cell: ({ problem }) => problem },
              { key: 'tried', label: '上次试发', cell: ({ tried_at }) => (tried_at ? shownMoment(tried_at) : ''), tight: true },
            ]}
          />
        </Section>
      )}
      {known && (
        <Section title="停用">
          <form method="post" action="/mail/removal" class="form-actions" data-turbo="false">
            <CsrfInput csrf={frame.csrf} />
            <button type="submit" class="btn">停用邮件通知</button>
          </form>
          <p class="hint">停用后一封也不发，提醒仍在“催办”里。</p>
        </Section>
      )}
      <AppliedLine bases={bases} />
    </Desk>
  );
}

/** From a letter, without signing in. A scanner that opens every link stops nothing: a button does. */
export const LeavePage = ({ frame, action, done }: { frame: Frame; action: string; done: boolean }) => (
  <PublicPage frame={frame} title={done ? '已停' : '不再收汇总邮件'}>
    <SheetCard>
      {done ? <p>以后不再往这个邮箱发信，地址已从系统里删除。想再收的，登录后在“我的—汇总邮件”里重新填写。</p> : (
        <form method="post" action={action}>
          <CsrfInput csrf={frame.csrf} />
          <p>点一下，以后就不再往这个邮箱发信。不用登录；提醒仍在系统的“催办”里。</p>
          <p class="form-actions"><button type="submit" class="btn btn-primary">不再收</button></p>
        </form>
      )}
    </SheetCard>
  </PublicPage>
);
