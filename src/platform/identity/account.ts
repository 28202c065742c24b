import type { Role } from '#platform/identity/actor.ts';
import type { Act } from '#platform/records/act.ts';

/** What the journal says of accounts. Signing in and out is nobody's business and is not among it. */
export const accountActs = {
  create: '开通账号',
  make_slip: '制作激活单',
  activate: '凭激活单启用',
  change_password: '设置登录密码',
  set_second_factor: '设置动态口令',
  drop_second_factor: '停用动态口令',
  add_passkey: '添加通行密钥',
  drop_passkey: '停用通行密钥',
  set_sign_on: '设置统一认证',
  drop_sign_on: '停用统一认证',
  link_sign_on: '对应统一认证编号',
  unlink_sign_on: '取消统一认证编号',
  set_mail_server: '设置发信服务器',
  drop_mail_server: '停用邮件通知',
  choose_mail: '选择每天的汇总也发邮件',
  leave_mail: '不再收汇总邮件',
  set_writing_help: '设置辅助写作',
  drop_writing_help: '停用辅助写作',
  ask_writing_help: '请辅助写作看一段文字',
  leave_everywhere: '退出全部设备',
  lock: '连续输错，暂停登录',
  take_journal: '导出操作日志',
  change_digest: '更换日志校验算法',
  look_up_views: '查询谁看过个人信息',
} as const;

/** An account's line in the journal. Nothing secret and no device is ever in it. */
export function noteAccount(act: Act, id: string, step: keyof typeof accountActs, relation: string): void {
  act.lines.push({ record: 'account', id, step, from: null, to: null, before: {}, after: {}, relation });
}

/**
 * Posts that are worked in with a log-in name, a password and a second factor. Whoever came in by slip alone is a
 * member (and an ordinary committee member, or a participant) and nothing more, whatever other posts they hold.
 */
export const withoutPassword: readonly Role[] = ['committee_member', 'participant'];
