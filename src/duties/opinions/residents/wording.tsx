import type { Child } from 'hono/jsx';
import { language } from '#platform/languages/language.ts';

/** The sentences of the residents' page that a county may write in its second language: what it is, the Chinese, most characters. */
export const sentences = {
  title: ['标题', '我要反映', 40],
  lead: ['标题下的一句话', '说一件事，一分钟就好。', 200],
  privacy: ['怎么对待您说的话', '您说的事由联络委登记办理，只有经办人员和县政协办公室看得到您的电话。不用登录，不查身份，不记位置。', 300],
  matter: ['第一栏', '您想反映什么', 100],
  matter_hint: ['第一栏的提示', '什么事、在哪里、盼着怎样，一两句话就可以', 200],
  place: ['第二栏', '在哪个村（社区）', 100],
  phone: ['第三栏', '联系电话', 100],
  phone_hint: ['第三栏的提示', '只用来答复您，可以不留', 200],
  photos: ['照片', '附照片', 100],
  photos_hint: ['照片的提示', '最多3张，可以不附；拍摄地点会自动去掉', 200],
  voice: ['录音', '说给我们听', 100],
  voice_hint: ['录音的提示', '不方便写字的，可以说一段，最长60秒，由工作人员记成文字', 200],
  submit: ['提交按钮', '提交', 40],
  help: ['代填的入口', '不会填？请身边的人代您填', 100],
  helper: ['代填人一栏', '代填人姓名', 100],
  status: ['查进展的入口', '凭回执号查进展', 100],
  urgent: ['紧急电话', '紧急求助请拨110，举报请拨12388，政务热线12345。', 200],
  thanks: ['提交以后', '收到了，谢谢您', 100],
  receipt_note: ['回执的提示', '请拍下来或抄下来，随时可以凭它查进展。不要告诉不相干的人。', 200],
  kept: ['没有信号时', '已保存在手机上，有信号时自动发送', 200],
  stage_received: ['进展：收到', '已收到', 100],
  stage_in_hand: ['进展：开始办理', '开始办理', 100],
  stage_answered: ['进展：答复', '已答复', 100],
  stage_closed: ['进展：办结', '已办结', 100],
  stage_merged: ['进展：并入别的一条', '与同类事项一并办理', 100],
  stage_void: ['进展：没有办理', '没有继续办理', 100],
  stage_unsolved: ['进展：说没有解决以后', '您说没有解决，重新办理', 100],
  stage_reopen: ['进展：重新办理', '重新办理', 100],
  stage_refute: ['进展：回访没有解决', '回访没有解决，重新办理', 100],
  stage_confirm: ['进展：说解决以后', '您说解决了', 100],
  stage_verify: ['进展：回访已解决', '回访已解决', 100],
  now_received: ['现在：还没有开始', '等待工作人员办理', 100],
  now_in_hand: ['现在：在办', '正在办理', 100],
  now_answered: ['现在：答复了还没有办结', '已答复，还没有办结', 100],
  receipt_label: ['回执号一栏', '您的回执号', 100],
  progress: ['进展一栏', '办理进展', 100],
  answer: ['答复一栏', '答复', 100],
  ask_solved: ['问解决没有', '解决了吗？', 100],
  say_solved: ['解决了按钮', '解决了', 100],
  say_unsolved: ['没有解决按钮', '没有解决', 100],
  print_slip: ['打印回执的入口', '打印回执', 100],
  tell_more: ['再反映的入口', '再反映一件事', 100],
} as const satisfies Record<string, readonly [about: string, chinese: string, most: number]>;

export type SentenceName = keyof typeof sentences;

/** The county's second language, with its sentences; what is not written is said in Chinese. */
export interface SecondLanguage {
  /** As its readers call it. */
  name: string;
  /** BCP 47. */
  tag: string;
  words: Readonly<Partial<Record<SentenceName, string | null>>>;
}

/** How a page speaks: in Chinese, or in the second language when the visitor chose it. */
export interface Voice {
  /** The tag when it is not Chinese. */
  lang?: string;
  /** The sentence as text, for places that take no marks. */
  text(name: SentenceName): string;
  /** The sentence, marked with its language where that is not the one of the page around it. */
  say(name: SentenceName): Child;
  /** What the county offers besides. */
  second?: SecondLanguage;
}

export function voiceOf(second: SecondLanguage | undefined, chosen: string | null): Voice {
  const words = second && chosen === second.tag ? second.words : undefined;
  const text = (name: SentenceName): string => words?.[name] ?? sentences[name][1];
  if (!words) return { text, say: text, second };
  return { lang: second!.tag, text, second, say: (name) => <span lang={words[name] ? second!.tag : language}>{text(name)}</span> };
}
