// Rules for the page's style sheets.

export default {
  extends: "stylelint-config-standard",
};
