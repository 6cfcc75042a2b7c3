-- Everything C can, Lua can: each function of dixit.h has its counterpart, or a reason not to.
local dixit = require "dixit"
local doc = dixit.open("x")
local engine = dixit.engine {}

local records = "a field of the records that have it"
local counterparts = {
  dixit_version = "dixit.version",
  dixit_engine_new = "dixit.engine",
  dixit_engine_severity = "engine.severity",
  dixit_engine_free = { "Lua collects it" },
  dixit_doc_new = "dixit.open",
  dixit_doc_edit = "doc.edit",
  dixit_doc_free = "doc.close",
  dixit_doc_text = "doc.text",
  dixit_doc_slice = "doc.text",
  dixit_doc_format = "doc.format",
  dixit_doc_kind = "doc.kind",
  dixit_doc_position = "doc.position",
  dixit_doc_offset = "doc.offset",
  dixit_doc_count = "doc.count",
  dixit_doc_line_count = "doc.line_count",
  dixit_doc_line = "doc.line",
  dixit_doc_blocks = "doc.blocks",
  dixit_doc_runs = "doc.runs",
  dixit_doc_tokens = "doc.tokens",
  dixit_doc_sentences = "doc.sentences",
  dixit_doc_quotes = "doc.quotes",
  dixit_doc_marks = "doc.marks",
  dixit_doc_mentions = "doc.mentions",
  dixit_doc_sources = "doc.sources",
  dixit_doc_members = { "source.members" },
  dixit_source_name = { "source.name" },
  dixit_doc_attributions = "doc.attributions",
  dixit_doc_pieces = "doc.pieces",
  dixit_doc_citations = "doc.citations",
  dixit_doc_references = "doc.references",
  dixit_doc_entries = "doc.entries",
  dixit_doc_files = { "the command looks for bibliographies" },
  dixit_doc_bibliographies = { "the list given to doc.set_bibliographies" },
  dixit_doc_set_bibliographies = "doc.set_bibliographies",
  dixit_doc_set_citing = "doc.set_citing",
  dixit_doc_add_citing = "doc.add_citing",
  dixit_doc_end_citing = "doc.end_citing",
  dixit_doc_definition = "doc.definition",
  dixit_doc_reference_at = "doc.reference_at",
  dixit_doc_uses = "doc.uses",
  dixit_doc_fields = { "entry.fields" },
  dixit_doc_claims = "doc.claims",
  dixit_doc_coverage = "doc.coverage",
  dixit_doc_findings = "doc.findings",
  dixit_doc_related = { "finding.related" },
  dixit_doc_fixes = { "finding.fixes" },
  dixit_doc_annotations = "doc.annotations",
  dixit_doc_citation_check = "doc.citation_check",
  dixit_format_find = "dixit.format_of",
  dixit_rules = "dixit.rules",
  dixit_finder_add = { "report(), in a rule of dixit.ruleset" },
  dixit_finder_relate = { "the related of report()" },
  dixit_finder_fix = { "the fixes of report()" },
  dixit_finder_mend = { "safe among the fixes of report()" },
  dixit_layer_names = "dixit.layers",
  dixit_doc_dump = "doc.dump",
  dixit_doc_describe = "doc.describe",
  dixit_doc_extract = "doc.extract",
  dixit_format_signs_get = "dixit.signs",
  dixit_word_classes = "dixit.word_classes",
  dixit_report_new = { "reports are the command's; findings come as tables" },
  dixit_report_add = { "see dixit_report_new" },
  dixit_report_add_findings = { "see dixit_report_new" },
  dixit_report_finish = { "see dixit_report_new" },
  dixit_report_free = { "see dixit_report_new" },
  dixit_report_formats = { "see dixit_report_new" },
  dixit_block_kind_name = { records },
  dixit_run_kind_name = { records },
  dixit_token_kind_name = { records },
  dixit_quote_kind_name = { records },
  dixit_quote_style_name = { records },
  dixit_source_kind_name = { records },
  dixit_mention_kind_name = { records },
  dixit_attribution_type_name = { records },
  dixit_step_name = { records },
  dixit_citation_kind_name = { records },
  dixit_reference_kind_name = { records },
  dixit_entry_kind_name = { records },
  dixit_support_name = { records },
  dixit_reason_name = { records },
  dixit_severity_name = { records },
  dixit_profile_name = { records },
  dixit_annotation_kind_name = { records },
  dixit_annotation_state_name = { records },
  dixit_format_name = { records },
  dixit_kind_name = { "doc.kind" },
}

local function declared()
  local file = assert(io.open(os.getenv("DIXIT_HEADER") or "include/dixit/dixit.h"))
  local header = file:read("*a"):gsub("/%*.-%*/", "")
  file:close()
  local names = {}
  for declaration in header:gmatch("DIXIT_API ([^;]+);") do
    names[declaration:match("(dixit_[%w_]+)%s*%(")] = true
  end
  return names
end

return {
  { "each function of the header is accounted for", function()
    for name in pairs(declared()) do assert(counterparts[name], name .. " has no counterpart and no reason") end
  end },

  { "each counterpart exists", function()
    local names = declared()
    for name, counterpart in pairs(counterparts) do
      assert(names[name], name .. " is not in the header")
      if type(counterpart) == "string" then
        local owner, key = counterpart:match("^(%l+)%.([%l_]+)$")
        local owners = { doc = doc, engine = engine, dixit = dixit }
        assert(owners[owner][key], counterpart)
      end
    end
  end },
}
