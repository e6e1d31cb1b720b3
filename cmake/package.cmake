# The Debian package: script/package. Libraries are Debian's own, so that their security updates reach us.
install(TARGETS goldenthread RUNTIME DESTINATION bin COMPONENT program)
install(FILES packaging/goldenthread.service packaging/goldenthread-night.service packaging/goldenthread-night.timer
        DESTINATION /lib/systemd/system COMPONENT program)
install(PROGRAMS packaging/night DESTINATION lib/goldenthread COMPONENT program)
install(FILES packaging/goldenthread.default DESTINATION /etc/default RENAME goldenthread COMPONENT program)
install(FILES packaging/README.Debian docs/operations.md docs/data-protection.md CHANGELOG.md DESTINATION share/doc/goldenthread COMPONENT program)
install(FILES LICENSE DESTINATION share/doc/goldenthread RENAME copyright COMPONENT program)

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL OFF)
set(CPACK_PACKAGE_NAME goldenthread)
set(CPACK_PACKAGE_VENDOR "The Golden Thread developers")
set(CPACK_PACKAGE_CONTACT "The Golden Thread developers <developers@goldenthread.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Runs a council's children's services improvement programme")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Golden Thread follows what inspectors wrote about a council's children's services, from the report to the finding, the plan, the evidence and the
 boards that ask about it, with the money and posts behind it.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "pandoc")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "chromium, postgresql, nginx")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${CMAKE_SOURCE_DIR}/packaging/postinst;${CMAKE_SOURCE_DIR}/packaging/prerm;${CMAKE_SOURCE_DIR}/packaging/postrm;${CMAKE_SOURCE_DIR}/packaging/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
