// What Django's admin and its libraries assign as HTML is sanitised first: the browser passes each such text through the
// policy of the name "default" (the header Content-Security-Policy asks for it). It must come before all other scripts.
// Text can't become script here, and scripts are loaded from this site alone.
(() => {
  if (!window.trustedTypes) return;
  const rules = {
    RETURN_TRUSTED_TYPE: false,
    FORBID_TAGS: ["style"],
    FORBID_ATTR: ["style"],
  };
  window.trustedTypes.createPolicy("default", {
    createHTML: (text) => DOMPurify.sanitize(text, rules),
    createScriptURL: (url) => (new URL(url, document.baseURI).origin === window.location.origin ? url : null),
  });
})();
