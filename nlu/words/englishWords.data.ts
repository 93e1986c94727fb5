/** English words that people write in a chat with a desk. None is read as a WeChat ID, though many have the shape of one. */
export const ENGLISH_WORDS: ReadonlySet<string> = new Set(
  `
  a an the i me my mine we us our you your he she it its they them this that these those here there what when where which who whom whose why how
  am is are was were be been being do does did done have has had can could will would shall should may might must need want wanna gonna let lets
  and or but not no yes yeah yep nope ok okay sure fine good great nice bad sorry please pls plz thanks thank thx hello hi hey bye goodbye welcome
  at by for from in into of off on onto out over to up with without about after again all also always any anyone anything back because before both
  help helpme agree agreed disagree accept accepted decline submit submitted cancel cancelled canceled confirm confirmed continue next previous skip stop quit exit start restart return retry repeat
  apply applied application approve approved approval reject rejected refuse refused open opened close closed finish finished pending process processing review reviewing status progress result results
  human agent robot person people service support staff manager operator customer client assistant assistance representative someone somebody nobody everyone talk speak chat call contact contacts
  account accounts name fullname number numbers phone mobile telephone cellphone email mail gmail hotmail outlook address wechat weixin alipay tencent fenfu credit debit card cards bank banks wallet wallets pay paid payment payments payday
  loan loans lend lender borrow money cash fee fees interest rate rates limit limits amount balance bill bills repay repayment refund overdue overdraft installment installments score scores
  login logout signin signup register registered registration password passwords passcode verify verified verification code codes identity passport license permit document documents photo picture image upload download update updated
  app apps apple android iphone ipad huawei xiaomi samsung honor redmi windows google chrome safari browser internet network online offline website webpage link links page pages screen button click press enter error failed failure problem problems issue issues question questions answer answers
  english chinese china language translate translation country foreign foreigner hongkong taiwan macau beijing shanghai
  wait waiting moment minute minutes hour hours today tomorrow yesterday later soon already still never maybe perhaps however whatever whenever anyway really actually exactly correct incorrect right wrong true false same different another other others nothing something everything
  know known understand understood remember forget forgot forgotten think thought believe see look find show tell told ask asked say said give given get got take took make made use used using send sent receive received write type typed fill filled change changed modify edit delete remove erase clear reset
  test testing sample example default unknown null none empty private privacy secret secure security safety policy terms agreement consent contract legal official scam fraud fake cheat refer reason reasons
  english available unavailable possible impossible information details detail enough eligible eligibility qualified condition conditions requirement requirements option options choose choice select selected invite invited invitation access enable disable activate activated activation function feature features setting settings
  qq wx vx id vip svip pro plus max mini wifi wlan sms otp pin pdf doc url http https www com
  data yea aye one like aware sense care decide seen locate date mean late face time patience mate man more machine hate sake piece saying chance polite same
  longer case meaning long deleting database keeping entire erasure share line wanting needing came run along resume menu guide canceling sending meeting
  handing abuse licence lose age american canadian mexican nigerian laotian citizen woman alien america canada nigeria die suicide ending guarantee demanding
  cashier taxi quota paying cheating site running misuse ensure damage loading
  `
    .trim()
    .split(/\s+/u),
);
