import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { type Frame, frameAddresses } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Icon, type IconName } from '#platform/ui/icons.tsx';
import { Languages } from '#platform/ui/languages.tsx';

export interface MeProps {
  frame: Frame;
  name: string;
  post?: string;
  /** Own entry in the roster of members, where there is one. */
  memberHref?: string;
  /** The own sheet of the newest assessment, where members are assessed. */
  sheetHref?: string;
}

/** 我的: what belongs to the person and not to the county. Nothing here counts or ranks anybody. */
export function MePage({ frame, name, post, memberHref, sheetHref }: MeProps) {
  return (
    <Desk frame={frame} title="我的" width="narrow">
      <Head title={name} lead={post} />
      <nav class="card ways" aria-label="我的">
        {memberHref && <Way href={memberHref} icon="people" label="我的委员信息" />}
        {sheetHref && <Way href={sheetHref} icon="assessment" label="我的考核表" />}
        <Way href="/tasks" icon="tasks" label="待办" />
        <Way href="/tasks?view=done" icon="tick" label="已办" />
        <Way href="/tasks?view=begun" icon="add" label="我发起的" />
        <Way href="/reminders" icon="clock" label="催办" />
        <Way href="/me/mail" icon="mail" label="汇总邮件" />
        <Way href="/me/security" icon="system" label="登录与安全" />
        <Way href="/personal-requests" icon="people" label="更正、删除我的信息" />
        <Way href="/feedback" icon="feedback" label="提意见" />
      </nav>
      {(frame.languages ?? []).length > 0 && <div class="me-language"><span>语言</span><Languages frame={frame} /></div>}
      <form class="me-leave" method="post" action={frameAddresses.leave} data-turbo="false">
        <CsrfInput csrf={frame.csrf} />
        <button type="submit" class="btn">
          <Icon name="leave" />
          退出登录
        </button>
      </form>
    </Desk>
  );
}

function Way({ href, icon, label }: { href: string; icon: IconName; label: string }) {
  return (
    <a class="way" href={href}>
      <Icon name={icon} />
      <span>{label}</span>
      <Icon name="right" class="way-on" />
    </a>
  );
}
