// Rules for the page's scripts, which run in a browser, and for the configuration of these tools.

import js from "@eslint/js";
import globals from "globals";

const strict = {
  "consistent-return": "error",
  curly: "error",
  "default-case-last": "error",
  eqeqeq: "error",
  "max-lines": ["error", 200],
  "no-else-return": "error",
  "no-implicit-coercion": "error",
  "no-param-reassign": "error",
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "Set text as text: see element() in shared/dom.js." },
    { property: "outerHTML", message: "Set text as text: see element() in shared/dom.js." },
    {
      property: "insertAdjacentHTML",
      message: "Set text as text: see element() in shared/dom.js.",
    },
  ],
  "no-shadow": "error",
  "no-undef": "error",
  "no-unused-vars": "error",
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
};

export default [
  js.configs.recommended,
  { rules: strict, linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["src/main/resources/**/*.js"], languageOptions: { globals: globals.browser } },
];
