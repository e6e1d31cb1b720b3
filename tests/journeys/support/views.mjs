// The ways in which every journey is walked. A journey names those it takes; without a word it takes them all.
export const views = {
  desktop: { says: 'at 1280 pixels', width: 1280, height: 900 },
  phone: { says: 'at 375 pixels', width: 375, height: 812 },
  narrow: { says: 'at 320 pixels', width: 320, height: 640 },
  plain: { says: 'without JavaScript', width: 1280, height: 900, javaScript: false },
  keyboard: { says: 'by keyboard alone', width: 1280, height: 900, keyboard: true },
};
