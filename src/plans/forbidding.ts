/** Words that no county may set, whatever its plans say: they would make the program a burden on those it serves. */
export interface Forbidding {
  /** Key of the rule in the compliance list (合规对照). */
  rule: string;
  breaks(typed: string): boolean;
  /** Why it is refused, and what to do instead. */
  sentence: string;
}

const forbiddenFunctions = /打卡|签到|签退|自拍|定位|轨迹|积分|排名|排行|榜单|在线时长|点赞|转发量|刷量/u;

/** No name of a county's own may bring a forbidden function in by the back door. */
const namesNoForbiddenFunction: Forbidding = {
  rule: 'names',
  breaks: (typed) => forbiddenFunctions.test(typed),
  sentence: '这个叫法带有打卡、排名一类的意思，《关于防治“指尖上的形式主义”的若干意见》不允许，系统不能保存。请换一个叫法。',
};

const photosCounted = /(?:照片|图片|截图|录像|视频)[^，。；]{0,12}(?:\d|[一二两三四五六七八九十])+\s*(?:张|幅|段)|(?:\d|[一二两三四五六七八九十])+\s*(?:张|幅|段)[^，。；]{0,6}(?:照片|图片|截图|录像|视频)/u;

/** Nor may anybody be asked for so and so many pictures. */
const countsNoPhotos: Forbidding = {
  rule: 'photo_quota',
  breaks: (typed) => photosCounted.test(typed),
  sentence: '这里规定了照片、录像的数量，会逼人为凑数拍照，国办函〔2026〕12号不允许，系统不能保存。请写要达到什么样子，不写要几张照片。',
};

/** What the county's own words are looked through for. */
export const forbiddenInWords: readonly Forbidding[] = [namesNoForbiddenFunction, countsNoPhotos];

/** Why these words may not stand, in a sentence; nothing when they may. */
export const complaintAboutWords = (typed: string): string | undefined => forbiddenInWords.find(({ breaks }) => breaks(typed))?.sentence;
