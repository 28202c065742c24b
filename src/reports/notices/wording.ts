import type { Obligation } from '#platform/obligations/obligation.ts';
import { printedDay } from '#platform/time.ts';
import type { Kind } from '#reports/notices/facts.ts';

/** What a letter says: kinds, numbers, days and a link. Whoever looks over a shoulder learns nothing of anybody. */
export interface Words {
  subject: string;
  text: string;
  html: string;
}

interface Around {
  bodyName: string;
  /** The page of reminders. */
  href: string;
  leave: string;
}

const pressingWords = { near: '快到期', late: '已过期' } as const;

/** Duties that the program does not know any more are told together. */
const labelOf = (obligations: readonly Obligation[], { obligation }: Kind): string => obligations.find(({ name }) => name === obligation)?.label ?? '其他应办事项';

const lineOf = (obligations: readonly Obligation[], kind: Kind): string =>
  `${labelOf(obligations, kind)}：${kind.n}件，${pressingWords[kind.pressing]}，${kind.n > 1 ? '最早' : ''}${printedDay(kind.due)}${kind.pressing === 'late' ? '到期' : '前'}`;

export function digestWords(obligations: readonly Obligation[], kinds: readonly Kind[], { bodyName, href, leave }: Around): Words {
  const n = kinds.reduce((sum, one) => sum + one.n, 0);
  const late = kinds.filter(({ pressing }) => pressing === 'late').reduce((sum, one) => sum + one.n, 0);
  const lines = kinds.map((kind) => lineOf(obligations, kind));
  const greeting = `您好！有${n}件事到了该办的时候${late > 0 ? `，其中${late}件已过期` : ''}：`;
  const after = '有的可能已经办了，以登录后看到的为准。确有特殊情况不能按期办的，请联系县政协办公室。';
  const foot = '这封信由系统自动发出，每个工作日至多一封，没有事就不发，节假日和夜里不发；我们不记您有没有看。';
  return {
    subject: `${bodyName}：今天有${n}件提醒`,
    text: [greeting, '', ...lines.map((line) => `　· ${line}`), '', `请登录查看：${href}`, '', after, '', foot, `不想再收，请打开：${leave}`, ''].join('\n'),
    html: letterHtml([`<p>${escaped(greeting)}</p>`, `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`, button(href, '登录查看'), `<p>${escaped(after)}</p>`,
      `<p style="color:#555;font-size:16px">${escaped(foot)}<br><a href="${escaped(leave)}">不想再收</a></p>`]),
  };
}

export const codeWords = (bodyName: string, code: string): Words => ({
  subject: `${bodyName}：邮箱验证码`,
  text: `您好！\n\n验证码：${code}\n\n30分钟内有效，请填在“汇总邮件”页面上。不是您本人要的，不用理会，不会再收到信。\n`,
  html: letterHtml(['<p>您好！</p>', `<p>验证码：<strong style="font-size:28px;letter-spacing:4px">${escaped(code)}</strong></p>`, '<p>30分钟内有效，请填在“汇总邮件”页面上。不是您本人要的，不用理会，不会再收到信。</p>']),
});

export const testWords = (bodyName: string): Words => ({
  subject: `${bodyName}：试发邮件`,
  text: '您好！\n\n这是县政协办公室设置发信服务器时试发的一封信。收到了，就说明设置是对的，不用回复。\n',
  html: letterHtml(['<p>您好！</p>', '<p>这是县政协办公室设置发信服务器时试发的一封信。收到了，就说明设置是对的，不用回复。</p>']),
});

/** Mail programs know no style sheets: large type, dark on white, one column. */
const letterHtml = (parts: readonly string[]): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head><body style="margin:0;background:#fff;color:#1a1a1a"><div style="max-width:36em;padding:16px;font-size:20px;line-height:1.7">${parts.join('')}</div></body></html>`;

const button = (href: string, label: string): string =>
  `<p><a href="${escaped(href)}" style="display:inline-block;padding:12px 24px;background:#14508c;color:#fff;text-decoration:none;border-radius:6px">${escaped(label)}</a></p>`;

const escaped = (text: string): string => text.replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0)};`);
