# Run in script mode: writes OUT, a C++ file that holds the bytes of FILES (a list, below ROOT) and defines
# gt::html::embedded_files() and embedded_hash(). The hash is over all paths and bytes.
set(assembly "")
set(declarations "")
set(entries "")
set(digest "")
set(number 0)
foreach(file ${FILES})
  file(RELATIVE_PATH path ${ROOT} ${file})
  file(SHA256 ${file} sum)
  string(APPEND digest "${path} ${sum}\n")
  set(symbol gt_embedded_${number})
  # The sum stands in the text so that a compiler cache sees a changed file.
  string(APPEND assembly
    "// ${path} ${sum}\n"
    "asm(\".pushsection .rodata\\n.balign 16\\n.hidden ${symbol}\\n.global ${symbol}\\n${symbol}:\\n.incbin \\\"${file}\\\"\\n"
    ".hidden ${symbol}_end\\n.global ${symbol}_end\\n${symbol}_end:\\n.byte 0\\n.popsection\");\n")
  string(APPEND declarations "extern \"C\" __attribute__((visibility(\"hidden\"))) char const ${symbol}[];\n"
    "extern \"C\" __attribute__((visibility(\"hidden\"))) char const ${symbol}_end[];\n")
  string(APPEND entries "      {\"${path}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(SHA256 all "${digest}")
string(SUBSTRING "${all}" 0 16 hash)
file(WRITE ${OUT} "// Written by cmake/embed_binary.cmake.
#include \"platform/html/embedded.h\"

${assembly}
${declarations}
namespace gt::html {
std::vector<EmbeddedFile> embedded_files() {
  return {
${entries}  };
}
std::string_view embedded_hash() { return \"${hash}\"; }
}  // namespace gt::html
")
