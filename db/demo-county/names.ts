import type { Chance } from './chance.ts';

const surnames = ['杨', '吴', '石', '龙', '陆', '李', '王', '张', '潘', '欧', '蒙', '韦', '姚', '粟', '欧阳', '罗', '陈', '黄', '向', '周'] as const;
const given = [
  '秀英', '建国', '桂花', '志明', '光荣', '小梅', '正华', '永强', '海燕', '文斌', '春兰', '德胜', '玉兰', '天佑', '美玲', '胜', '敏', '珺', '堃', '伟',
  '昌盛', '银花', '老三', '志高', '晓霞', '国平', '再兴', '水莲', '通海', '应忠',
] as const;
const minority = ['吴·阿岩', '杨乃朵', '石金·卡朗', '龙娅妮'] as const;

/** Invented names; two people may have the same one, as in life. */
export function nameOf(chance: Chance): string {
  return chance.yes(0.03) ? chance.one(minority) : chance.one(surnames) + chance.one(given);
}

/** A number of a range that is not given to subscribers. */
export const phoneOf = (chance: Chance): string => `1990000${String(chance.below(10_000)).padStart(4, '0')}`;

export const ethnicOf = (chance: Chance): string => chance.one(['侗族', '侗族', '侗族', '苗族', '汉族', '汉族', '瑶族', '水族']);
export const affiliationOf = (chance: Chance): string =>
  chance.one(['中共党员', '中共党员', '群众', '群众', '无党派人士', '民盟盟员', '民建会员', '农工党党员', '九三学社社员']);
export const bornOf = (chance: Chance): string => `${chance.between(1962, 1994)}-${String(chance.between(1, 12)).padStart(2, '0')}`;
export const jobOf = (chance: Chance): string =>
  chance.one(['县第一中学教师', '县人民医院医生', '种植专业合作社理事长', '侗绣工坊负责人', '县农业技术推广站农艺师', '律师事务所律师', '乡卫生院院长',
    '村党支部书记', '返乡创业公司经理', '县文化馆馆员', '茶叶公司总经理', '县职业学校教师', '民间艺人', '运输公司经理']);
