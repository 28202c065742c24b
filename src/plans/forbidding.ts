/** Values that no county may set, whatever its plans say: they would make the program a burden on those it serves. */
export interface Forbidding {
  /** Key of the rule in the compliance list (合规对照). */
  rule: string;
  breaks(typed: string): boolean;
  /** Why it is refused, and what to do instead. */
  sentence: string;
}

const forbiddenFunctions = /打卡|签到|签退|自拍|定位|轨迹|积分|排名|排行|榜单|在线时长|点赞|转发量|刷量/u;

/** No name of a county's own may bring a forbidden function in by the back door. */
export const namesNoForbiddenFunction: Forbidding = {
  rule: 'names',
  breaks: (typed) => forbiddenFunctions.test(typed),
  sentence: '这个叫法带有打卡、排名一类的意思，《关于防治“指尖上的形式主义”的若干意见》不允许，系统不能保存。请换一个叫法。',
};
