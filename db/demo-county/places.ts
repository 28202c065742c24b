/** The invented county: its townships and streets, handling units, sectors. No such county exists. */
export const county = {
  slug: 'demo',
  name: '岚溪侗族自治县',
  bodyName: '政协岚溪侗族自治县委员会',
} as const;

export const places = [
  ['云台镇', 'town'], ['竹溪镇', 'town'], ['石桥镇', 'town'], ['枫木镇', 'town'], ['长滩镇', 'town'], ['白水镇', 'town'], ['青龙镇', 'town'],
  ['古楼镇', 'town'], ['茶山镇', 'town'], ['双江镇', 'town'], ['马鞍镇', 'town'], ['大塘镇', 'town'], ['月塘乡', 'township'], ['高岭乡', 'township'],
  ['杉木乡', 'township'], ['桐花乡', 'township'], ['鹿角乡', 'township'], ['城东街道', 'street'], ['城西街道', 'street'], ['河滨街道', 'street'],
] as const;

export const villages = ['新寨村', '岩脚村', '河口村', '老屋村', '大坪村', '田坝村', '水井村', '鼓楼社区', '桥头社区', '向阳社区'] as const;

export const units = [
  ['县委办公室', 'party'], ['县委组织部', 'party'], ['县委宣传部', 'party'], ['县委统战部', 'party'], ['县委政法委', 'party'],
  ['县人民政府办公室', 'government'], ['县发展和改革局', 'government'], ['县教育局', 'government'], ['县科技局', 'government'], ['县工业和信息化局', 'government'],
  ['县民族宗教事务局', 'government'], ['县公安局', 'government'], ['县民政局', 'government'], ['县司法局', 'government'], ['县财政局', 'government'],
  ['县人力资源和社会保障局', 'government'], ['县自然资源局', 'government'], ['县生态环境局', 'government'], ['县住房和城乡建设局', 'government'],
  ['县交通运输局', 'government'], ['县水务局', 'government'], ['县农业农村局', 'government'], ['县商务局', 'government'], ['县文化和旅游局', 'government'],
  ['县卫生健康局', 'government'], ['县退役军人事务局', 'government'], ['县应急管理局', 'government'], ['县审计局', 'government'],
  ['县市场监督管理局', 'government'], ['县统计局', 'government'], ['县医疗保障局', 'government'], ['县林业局', 'government'], ['县乡村振兴局', 'government'],
  ['县综合行政执法局', 'government'], ['县供电公司', 'other'], ['县邮政公司', 'other'], ['县供销社', 'other'], ['县融媒体中心', 'other'],
  ['县残疾人联合会', 'other'], ['县妇女联合会', 'other'],
] as const;

export const sectors = [
  '中共', '民主党派', '无党派人士', '共青团', '工会', '妇联', '工商联', '科学技术', '文化艺术', '教育', '体育',
  '医药卫生', '农业', '社会福利和社会保障', '少数民族', '宗教', '环境资源', '特邀人士',
] as const;
